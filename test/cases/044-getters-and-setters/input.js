function make() {
  let hidden = 1;
  return {
    get v() { return hidden; },
    set v(x) { hidden = x * 2; },
    get onlyGet() { return `g${hidden}`; },
    set onlySet(x) { hidden = x; },
    peek: () => hidden,
  };
}
const o = make();
Object.defineProperty(o, "late", { get: () => o.v + 100, set(v) { this.v = v; }, configurable: true });
const inherited = Object.create(o, { own: { value: "own" } });
setTimeout(() => {
  o.v = 5;
  console.log(o.v, o.onlyGet, o.peek(), o.late, inherited.late, o.onlySet);
  setTimeout(() => {
    inherited.late = 7;
    o.onlySet += 1;
    console.log(o.v, Object.keys(o).join(), Object.keys(inherited).length, Object.getOwnPropertyDescriptor(o, "v").get.name);
    o.onlySet = 3;
    console.log(inherited.v);
  }, 1);
}, 1);
