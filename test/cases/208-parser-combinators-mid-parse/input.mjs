const tok = function* (s) { for (const m of s.matchAll(/\s*(\d+|[-+*/()])/gy)) yield m[1]; };
class Parser {
  #it; #cur; log = [];
  constructor(s) { this.#it = tok(s); this.#next(); }
  #next() { const c = this.#cur; const r = this.#it.next(); this.#cur = r.done ? null : r.value; return c; }
  async expr() { let v = await this.term(); while (this.#cur === "+" || this.#cur === "-") { const op = this.#next(); const r = await this.term(); v = op === "+" ? v + r : v - r; this.log.push(`${op}${r}`); } return v; }
  async term() { let v = await this.atom(); while (this.#cur === "*" || this.#cur === "/") v = this.#next() === "*" ? v * (await this.atom()) : v / (await this.atom()); return v; }
  async atom() { await new Promise((r) => setTimeout(r, 0)); if (this.#cur === "(") { this.#next(); const v = await this.expr(); this.#next(); return v; } if (this.#cur === "-") { this.#next(); return -(await this.atom()); } return Number(this.#next()); }
}
const ps = ["1 + 2 * (3 - -4) / 2", "((2))*((3+4)*5)-6", "10/4/5"].map((s) => new Parser(s));
const vs = await Promise.all(ps.map((p) => p.expr()));
console.log(vs.join(" "), ps.map((p) => p.log.join("")).join(" "));
