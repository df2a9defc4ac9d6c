// `yield*`, `for await` and loops that pause stand in the middle of builtin iterators; what they walk over changes meanwhile.
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
function* delegating(xs) {
  const got = yield* xs;
  yield ["got", got];
}
async function* asyncDelegating(xs) {
  yield* xs;
}
function args() {
  return arguments;
}
const list = [1, 2, 3];
const map = new Map([["a", 1], ["b", 2], ["c", 3], ["d", 4]]);
const all = [list, map, new Set([1, 2]), "h\u{1f600}i", new Uint8Array([7, 8]), map.keys(), args(4, 5)].filter((xs) => !("next" in Object(xs)));
const generators = all.map((xs) => delegating(xs));
async function steps() {
  for (let i = 0; i < 6; i++) {
    for (const it of generators) console.log(i, JSON.stringify(it.next(i)));
    await sleep(1);
    if (i === 1) list.push(4);
    if (i === 1) map.delete("a");
  }
}
async function loops() {
  for (const xs of all) for await (const x of xs) console.log("for await", await sleep(x));
  for await (const x of asyncDelegating([sleep(1), 2])) console.log("async yield*", x);
  const letters = new Map([["x", 1], ["y", 2], ["z", 3]]);
  for (const [key] of letters) {
    await sleep(1);
    letters.delete(key);
    if (letters.size === 1) letters.set("w", 4);
    console.log(key, [...letters.keys()].join(""));
  }
  for (const x of args(1, 2)) console.log(await sleep(x));
  for (const x of new Float64Array([0.5, 1.5])) console.log(await sleep(x));
}
function* throwing() {
  try {
    yield* [1, 2];
  } catch (error) {
    yield error.name;
  }
}
steps().then(loops).then(async () => {
  const it = throwing();
  console.log(it.next());
  await sleep(1);
  console.log(it.throw(new Error("mine")));
  const other = throwing();
  other.next();
  await sleep(1);
  console.log(other.return(5));
});
