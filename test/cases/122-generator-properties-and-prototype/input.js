function* g() { yield 1; yield this; }
g.prototype.extra = function () { return "extra"; };
const it = g();
it.own = "own";
Object.freeze(it);
const Gen = Object.getPrototypeOf(function* () {}).prototype;
setTimeout(() => {
  console.log(it.extra(), it.own, it.next().value, it instanceof g, Object.isFrozen(it));
  g.prototype.extra = () => "changed";
  setTimeout(() => {
    console.log(it.extra(), g().extra(), Object.getPrototypeOf(g.prototype) === Gen, it[Symbol.toStringTag]);
    try { new g(); } catch (e) { console.log(e.name); }
  }, 1);
}, 1);
