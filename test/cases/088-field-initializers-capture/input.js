let id = 0;
function factory(prefix) {
  return class Widget {
    id = `${prefix}${++id}`;
    handler = () => this.id;
    #log = [];
    record = (x) => { this.#log.push(x); return this.#log.join(); };
    ["k" + prefix] = prefix.length;
  };
}
const W = factory("w");
const V = factory("vv");
const w = new W();
setTimeout(() => {
  const { handler, record } = w;
  record(1);
  console.log(handler(), new V().handler(), w.kw);
  setTimeout(() => {
    const w2 = new W();
    w.id = "changed";
    console.log(record(2), handler(), w2.handler(), w2.record("x"), new V().kvv);
  }, 1);
}, 1);
