function   spaced ( a,b )  { /* kept */ return a+b }
let captured = 1;
function outer(n) {
  return function inner() { return n + captured; };
}
const list = [spaced, (x) => x * 2, outer, outer(1), async (y) => { await y; }, async function* ag() { yield 1; }, function* g() { yield* []; },
  Object.getOwnPropertyDescriptor({ get p() { return 1; } }, "p").get, { m() { return 1; } }.m, class A { #x = 1; m() { return this.#x; } }, { async am(q = 1) { await q; } }.am];
const show = () => console.log(list.map((f) => f.toString()).join("\n"));
setTimeout(() => {
  show();
  setTimeout(show, 1);
}, 1);
