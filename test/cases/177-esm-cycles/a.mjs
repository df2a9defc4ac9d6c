import { b, early } from "./b.mjs";
export let a = `a(${early})`;
export function setA(v) { a = v; }
export function hoistedA() { return `hoisted ${typeof setA}`; }
