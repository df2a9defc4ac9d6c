class Actor {
  #box = []; #wake = null; #handlers; #stopped = false;
  constructor(name, handlers) { this.name = name; this.#handlers = handlers; this.done = this.#loop(); }
  tell(type, ...a) { this.#box.push([type, a]); this.#wake?.(); return this; }
  async #loop() { const state = {}; while (!this.#stopped) { while (this.#box.length === 0) { await new Promise((r) => (this.#wake = r)); this.#wake = null; } const [type, a] = this.#box.shift(); if (type === "stop") { this.#stopped = true; break; } try { await this.#handlers[type].call(this, state, ...a); } catch (e) { log.push(`${this.name}!${e.message}`); } } return state; }
}
const log = [];
const turn = () => new Promise((r) => setTimeout(r, 0));
const ping = new Actor("ping", { async ball(s, n, from) { s.n = (s.n ?? 0) + 1; await turn(); log.push(`ping${n}`); n < 4 ? from.tell("ball", n + 1, this) : (from.tell("stop"), this.tell("stop")); } });
const pong = new Actor("pong", { async ball(s, n, from) { (s.seen ??= []).push(n); if (n === 1) { from.tell("ball", n + 1, this); throw new Error("after send"); } await null; log.push(`pong${n}`); from.tell("ball", n + 1, this); } });
ping.tell("ball", 0, pong);
const [a, b] = await Promise.all([ping.done, pong.done]);
console.log(log.join(), a.n, b.seen.join());
