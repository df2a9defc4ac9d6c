let a = 1, { b, c: [d] = [5] } = { b: 2 };
var v = "var";
const frozen = Object.freeze({ k: 1 });
for (var i = 0; i < 3; i++);
if (true) { var hoistedVar = "hv"; let inner = "inner"; var useInner = () => inner + i++; }
export function readFn() { a++; return `${a}${b}${d}${v}${frozen.k}${hoistedVar}${useInner()}`; }
export class Thing { static n = 0; #m = ++Thing.n; read() { return `T${this.#m}${a}`; } }
export function* gen() { for (const x of [a, b, d]) yield x + i; }
export const asyncFn = async (x) => { await null; return x * a; };
export const counter = (() => { let n = 0; return () => `${++n}${v}`; })();
