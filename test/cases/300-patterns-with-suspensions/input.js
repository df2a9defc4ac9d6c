// Defaults inside nested patterns suspend, in every kind of function.
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
function* pair(v) {
  try {
    const back = yield v;
    yield back;
    return v;
  } finally {
    console.log("closed", v);
  }
}
function* numbers(a) {
  let { p, q: [x, y = (yield* pair(7)) === 3] } = { p: a, q: [yield* pair(5)] };
  console.log("in", p, x, y);
  let { a: c = yield 33, b: [d = yield 44, ...e], ...f } = { b: [, 2, 3], c: 5 };
  const all = () => [p, x, y, c, d, e, f];
  yield 8;
  console.log("end", JSON.stringify(all()));
}
async function main() {
  const it = numbers(1);
  for (let i = 0; i < 12; i++) {
    console.log(it.next(i));
    await sleep(1);
  }
  let { q: [a = await sleep("a"), { b = await sleep("b") } = {}] } = { q: [] };
  for (const { x: [y = await sleep("y")] } of [{ x: [] }, { x: [1] }]) console.log(y);
  const given = {};
  ({ k: [given.k = await sleep("k")], ...given.rest } = { k: [], l: 1 });
  console.log(a, b, given);
}
main();
