const priv = new WeakMap();
class Account {
  constructor(n) { priv.set(this, { n, history: [] }); }
  add(d) { const p = priv.get(this); p.n += d; p.history.push(d); return this; }
  toString() { const p = priv.get(this); return `${p.n}[${p.history}]`; }
}
const a = new Account(1);
const b = new Account(100);
const tags = new WeakSet([a]);
const byFunction = new WeakMap([[Account, "class"], [priv, "weakmap"]]);
setTimeout(() => {
  a.add(5);
  console.log(`${a} ${b}`, tags.has(a), tags.has(b), byFunction.get(Account), byFunction.get(priv));
  tags.add(b);
  setTimeout(() => {
    b.add(1).add(2);
    console.log(`${a} ${b}`, tags.has(b), tags.delete(a), tags.has(a), priv.has({}));
  }, 1);
}, 1);
