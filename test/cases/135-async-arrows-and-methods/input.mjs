const w = (v) => new Promise((r) => setTimeout(r, 0, v));
class Svc {
  #base = 10;
  name = "svc";
  get = async (x) => (await w(x)) + this.#base + this.name.length;
  async post(...a) { const inner = async () => [this.name, arguments.length, a.length, await w(this.#base)]; this.#base++; return (await inner()).join(); }
  static async all(xs) { return Promise.all(xs.map(async (x, i) => (await w(x)) * i)); }
  async ["computed" + 1]() { await w(); return new.target === undefined; }
}
const o = { async m() { return (await w(this)) === this; }, f: async function named() { await w(); return named.name; }, async *[Symbol.asyncIterator]() { yield await w("it"); } };
(async function () {
  const s = new Svc();
  const p = s.post(1, 2, 3);
  console.log(await s.get(5), await p, await s.get(5));
  console.log((await Svc.all([1, 2, 3])).join(), await s.computed1(), await o.m(), await o.f(), (await o[Symbol.asyncIterator]().next()).value);
  console.log(await (async (x) => x)(await w("arrow")), await (async () => { throw 1; })().catch((e) => e + 1));
})();
