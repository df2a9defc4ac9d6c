const m = new Map([["a", 1], ["b", 2], ["c", 3]]);
const seen = [];
async function main() {
  for (const [k, v] of m) {
    seen.push(k + v);
    if (k === "a") { m.delete("b"); m.set("d", 4); }
    await null;
    if (k === "d") m.set("e", 5);
    await new Promise((r) => setTimeout(r, 0));
  }
  const s = new Set([1, 2, 3]);
  for (const x of s) {
    if (x < 3) { s.delete(x); s.add(x + 10); }
    await null;
    seen.push(x);
  }
  console.log(seen.join());
}
main();
