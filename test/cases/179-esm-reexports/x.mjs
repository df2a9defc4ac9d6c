export const one = () => `one:${two}`;
export let two = 2;
export function setTwo(v) { two = v; }
