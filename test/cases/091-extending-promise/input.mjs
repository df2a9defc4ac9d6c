class Tracked extends Promise {
  static log = [];
  constructor(executor) { super(executor); Tracked.log.push("made"); this.tag = "t"; }
  then(f, r) { Tracked.log.push("then"); return super.then(f, r); }
  double() { return this.then((v) => v * 2); }
}
let go;
const p = new Tracked((r) => { go = r; });
const q = p.double();
(async () => {
  setTimeout(() => go(21), 2);
  console.log(q instanceof Tracked, q.tag);
  console.log(await q, await p);
  await new Promise((r) => setTimeout(r, 1));
  console.log(Tracked.log.join(), Tracked.resolve(1) instanceof Tracked, (await Tracked.all([p, 2])).join(), p.constructor === Tracked);
})();
