const tick = (ms = 1, v) => new Promise((r) => setTimeout(r, ms, v));
async function f(a, { b } = { b: 2 }) {
  let sum = a;
  sum += await b;
  const late = await tick(1, 10);
  await { then(r) { r("thenable"); } };
  try { await Promise.reject(new Error("no")); } catch (e) { sum += e.message.length; }
  return sum + late;
}
async function main() {
  const p = f(1);
  console.log(p instanceof Promise, await p, await f(5, { b: tick(1, 100) }));
}
main().then(() => console.log("done"));
