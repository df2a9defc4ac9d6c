const w = (v) => new Promise((r) => setTimeout(r, 0, v));
export let phase = "start";
const seen = [() => phase];
export function later() { return `${phase}/${typeof total}`; }
console.log(later === (await w(later)), seen[0]());
phase = await w("middle");
let total = 0;
for (const x of [1, 2, 3]) { total += await w(x); seen.push(() => `${x}:${total}`); }
console.log(later(), seen.map((f) => f()).join());
try { await Promise.reject(new Error("tla")); } catch (e) { phase = e.message; } finally { await w(); }
class Late { static v = phase; #x = total; get() { return this.#x; } }
console.log(Late.v, new Late().get(), later());
if (total > (await w(5))) { let inner = await w("in"); console.log(inner); }
