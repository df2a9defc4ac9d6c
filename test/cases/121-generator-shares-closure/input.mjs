function make() {
  let shared = 0;
  function* g(step) {
    while (shared < 50) {
      let mine = shared;
      shared += step;
      yield { read: () => mine, write: (v) => { mine = v; shared = v; }, sum: () => mine + shared };
    }
  }
  return { g, get: () => shared };
}
const m = make();
const a = m.g(1);
const b = m.g(10);
const h = [a.next().value, b.next().value];
setTimeout(() => {
  h.push(a.next().value);
  console.log(h.map((x) => x.read()).join(), m.get());
  h[1].write(30);
  setTimeout(() => {
    h.push(b.next().value, a.next().value);
    console.log(h.map((x) => `${x.read()}/${x.sum()}`).join(), m.get());
    h[2].write(100);
    console.log(a.next().done, b.next().done, m.get());
  }, 1);
}, 1);
