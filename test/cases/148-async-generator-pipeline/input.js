const w = (ms = 0) => new Promise((r) => setTimeout(r, ms));
async function* readings() { for (let i = 0; i < 12; i++) { await w(); yield { t: i, v: (i * 7) % 5 }; } }
async function* window(src, n) { let buf = []; for await (const r of src) { buf.push(r); if (buf.length === n) { yield buf; buf = buf.slice(1); } } }
async function* mean(src) { for await (const b of src) yield { t: b.at(-1).t, m: b.reduce((s, r) => s + r.v, 0) / b.length }; }
async function* limit(src, n) { for await (const x of src) { yield x; if (--n === 0) return; } }
class Stats { #n = 0; #sum = 0; add(x) { this.#n++; this.#sum += x; return this; } get avg() { return (this.#sum / this.#n).toFixed(3); } }
const s = new Stats();
(async () => {
  for await (const { t, m } of limit(mean(window(readings(), 3)), 8)) console.log(t, m.toFixed(2), s.add(m).avg);
})();
