export let n = 1;
export const history = [];
export function inc() { history.push(n); n++; }
export default () => n * 100;
