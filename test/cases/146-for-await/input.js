const w = (v) => new Promise((r) => setTimeout(r, 0, v));
const log = [];
const source = (tag, n) => ({
  [Symbol.asyncIterator]() { let i = 0; return { next: async () => (await w(), { value: `${tag}${i}`, done: i++ >= n }), return: async () => (await w(), log.push(`closed ${tag}`), {}) }; },
});
async function main() {
  for await (const x of source("a", 3)) log.push(x);
  for await (const x of source("b", 3)) if (x === "b1") break; else log.push(x);
  try { for await (const x of source("c", 3)) { await w(); throw new Error(x); } } catch (e) { log.push(`E ${e.message}`); }
  outer: for await (const x of source("d", 2)) { for await (const y of source("e", 2)) { log.push(x + y); if (x === "d0") continue outer; if (y === "e1") break outer; } }
  for await (const x of [w(1), 2, Promise.resolve(3)]) log.push(x);
  try { for await (const x of [1, Promise.reject(new Error("rej")), 3]) log.push(x); } catch (e) { log.push(e.message); }
  for await (const { v = await w("dv"), ...r } of [{ a: 1 }, { v: 2 }]) log.push(v + JSON.stringify(r));
  const ret = await (async () => { for await (const x of source("f", 5)) return `ret ${x}`; })();
  console.log(log.join(" "), ret);
}
main();
