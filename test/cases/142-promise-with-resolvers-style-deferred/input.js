class Deferred {
  constructor() { this.promise = new Promise((res, rej) => Object.assign(this, { res, rej })); }
}
class Semaphore {
  #waiting = [];
  #free;
  constructor(n) { this.#free = n; }
  async take() { if (this.#free > 0) { this.#free--; return; } const d = new Deferred(); this.#waiting.push(d); await d.promise; }
  give() { const d = this.#waiting.shift(); if (d) d.res(); else this.#free++; }
  get waiting() { return this.#waiting.length; }
}
const s = new Semaphore(2);
const log = [];
async function worker(name) {
  await s.take();
  log.push(`+${name}`);
  try { for (let i = 0; i < 3; i++) await new Promise((r) => setTimeout(r, 0)); } finally { log.push(`-${name}`); s.give(); }
}
Promise.all("abcde".split("").map(worker)).then(() => console.log(log.join(" "), s.waiting));
console.log(s.waiting);
