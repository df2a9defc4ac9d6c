// Variables of a module that closures see before their initialization is over.
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
const attempt = (f) => { try { return String(f()); } catch (e) { return e.name; } };
const keep = [() => a, () => C, () => D.x, () => e];
console.log(keep.map(attempt).join());
await sleep(1);
console.log(keep.map(attempt).join());
let a = await sleep(5);
console.log(keep.map(attempt).join());
class C { static toString() { return "C"; } static [await sleep("k")] = 1; }
console.log(keep.map(attempt).join());
await sleep(1);
const D = { x: await sleep(7) };
{
  keep.push(() => inner, () => (inner = 2));
  console.log(keep.map(attempt).join());
  await sleep(1);
  console.log(keep.map(attempt).join());
  let inner = await sleep(9);
  await sleep(1);
  console.log(keep.map(attempt).join());
}
await sleep(1);
export let e = await sleep(3);
console.log(keep.map(attempt).join());
await sleep(1);
console.log(keep.map(attempt).join());
