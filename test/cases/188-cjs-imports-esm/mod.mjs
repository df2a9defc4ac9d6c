import lib from "./lib.cjs";
export let value = "initial";
export const set = (v) => { value = v; lib.n++; };
export const readLib = () => lib.n;
export { lib };
export default "default";
