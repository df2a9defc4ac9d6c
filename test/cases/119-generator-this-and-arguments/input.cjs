function* g(a) {
  const self = this;
  yield this === globalThis ? "global" : this.tag;
  arguments[0] = "aliased";
  yield a;
  a = "back";
  yield arguments[0] + arguments.length;
  const arrow = () => [self === this, arguments.length].join("/");
  yield arrow;
  return new.target;
}
const o = { tag: "tagged", g };
const x = o.g("arg", 2);
const y = g.call(undefined, 1);
console.log(x.next().value, y.next().value);
setTimeout(() => {
  console.log(x.next().value, y.next().value);
  setTimeout(() => {
    console.log(x.next().value, y.next().value);
    const f = x.next().value;
    setTimeout(() => console.log(f(), JSON.stringify(x.next())), 1);
  }, 1);
}, 1);
