const w = (ms) => new Promise((r) => setTimeout(r, ms));
class Replica {
  #log = new Map();
  #clock = 0n;
  peers = new Set();
  constructor(id) { this.id = id; }
  write(k, v) { this.#clock++; this.#log.set(k, { v, at: this.#clock, by: this.id }); return this.#gossip(k); }
  async #gossip(k) { for (const p of this.peers) { await w(0); p.receive(k, this.#log.get(k)); } }
  receive(k, e) { const mine = this.#log.get(k); if (!mine || e.at > mine.at || (e.at === mine.at && e.by > mine.by)) this.#log.set(k, e); this.#clock = this.#clock > e.at ? this.#clock : e.at; }
  state() { return [...this.#log].map(([k, e]) => `${k}=${e.v}@${e.at}${e.by}`).sort().join(" "); }
}
const rs = ["a", "b", "c"].map((id) => new Replica(id));
for (const r of rs) for (const p of rs) if (p !== r) r.peers.add(p);
await Promise.all([rs[0].write("x", 1), rs[1].write("y", 2)]);
await rs[2].write("x", 3);
await Promise.all(rs.map((r, i) => r.write("z", i)));
console.log(new Set(rs.map((r) => r.state())).size, rs[0].state());
