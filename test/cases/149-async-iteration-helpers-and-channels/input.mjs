class Channel {
  #items = [];
  #takers = [];
  #closed = false;
  send(v) { const t = this.#takers.shift(); if (t) t({ value: v, done: false }); else this.#items.push(v); }
  close() { this.#closed = true; for (const t of this.#takers.splice(0)) t({ done: true }); }
  next() { if (this.#items.length) return Promise.resolve({ value: this.#items.shift(), done: false }); if (this.#closed) return Promise.resolve({ done: true }); return new Promise((r) => this.#takers.push(r)); }
  [Symbol.asyncIterator]() { return this; }
}
const ch = new Channel();
const got = [];
const consumer = async (name) => { for await (const v of ch) { got.push(name + v); await null; } return `${name} done`; };
const both = Promise.all([consumer("x"), consumer("y")]);
(async () => {
  for (let i = 0; i < 6; i++) { ch.send(i); if (i % 2) await new Promise((r) => setTimeout(r, 1)); }
  ch.close();
  console.log((await both).join(), got.join());
})();
