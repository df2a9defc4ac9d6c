class Reader {
  #lines = ["a", "b", "c"];
  #at = 0;
  async next() { await null; return this.#lines[this.#at++]; }
  *[Symbol.iterator]() { for (const l of this.#lines) yield `${l}${this.#at}`; }
  async *stream() { let l; while ((l = await this.next()) !== undefined) yield l.toUpperCase(); }
  static async open() { await null; return new this(); }
  async #hidden(x) { await null; return x + this.#at; }
  run(x) { return this.#hidden(x); }
}
class Sub extends Reader {
  async next() { const v = await super.next(); return v && `<${v}>`; }
  *[Symbol.iterator]() { yield "first"; yield* super[Symbol.iterator](); }
}
(async () => {
  const r = await Sub.open();
  const it = r[Symbol.iterator]();
  console.log(it.next().value, await r.next());
  await new Promise((res) => setTimeout(res, 1));
  console.log(it.next().value, await r.run(10));
  for await (const x of r.stream()) console.log(x);
  console.log([...it].join());
})();
