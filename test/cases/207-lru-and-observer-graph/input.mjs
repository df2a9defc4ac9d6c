class Lru { #m = new Map(); constructor(n, onEvict) { this.n = n; this.onEvict = onEvict; }
  get(k) { if (!this.#m.has(k)) return; const v = this.#m.get(k); this.#m.delete(k); this.#m.set(k, v); return v; }
  set(k, v) { this.#m.delete(k); this.#m.set(k, v); if (this.#m.size > this.n) { const [old] = this.#m.keys(); const ov = this.#m.get(old); this.#m.delete(old); this.onEvict?.(old, ov); } return this; }
  keys() { return [...this.#m.keys()].join(""); } }
const evicted = [];
const inner = new Lru(2);
const outer = new Lru(3, (k, v) => { evicted.push(k); inner.set(k, v); inner.onEvict ??= (k2) => evicted.push(k2.toUpperCase()); });
const turn = () => new Promise((r) => setTimeout(r, 0));
for (const k of "abcdeafgbh") { if (!outer.get(k)) outer.set(k, { k, self: () => k }); await turn(); }
console.log(outer.keys(), inner.keys(), evicted.join(""), outer.get("h").self(), inner.get("g")?.self() ?? inner.keys());
