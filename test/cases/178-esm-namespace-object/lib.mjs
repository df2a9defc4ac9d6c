export let value = 1;
export const f = () => value;
export function bump() { value++; }
export default class {}
const odd = "odd";
export { odd as "a string name" };
