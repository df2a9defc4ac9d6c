const frozen = Object.freeze({ a: 1, inner: { b: 2 }, get g() { return this.a; } });
const sealed = Object.seal({ a: 1 });
const closed = Object.preventExtensions({ a: 1, b: 2 });
const frozenFn = Object.freeze(() => "fn");
const attempt = (f) => {
  try {
    return String(f());
  } catch (e) {
    return e.name;
  }
};
setTimeout(() => {
  console.log(attempt(() => (frozen.a = 2)), attempt(() => (frozen.x = 2)), attempt(() => (frozen.inner.b = 3)), frozen.g);
  console.log(attempt(() => (sealed.a = 2)), attempt(() => delete sealed.a), attempt(() => (sealed.x = 1)));
  setTimeout(() => {
    console.log(attempt(() => delete closed.a), attempt(() => (closed.a = 1)), attempt(() => (closed.b = 5)), attempt(() => (frozenFn.x = 1)));
    const bits = (o) => `${+Object.isExtensible(o)}${+Object.isSealed(o)}${+Object.isFrozen(o)}`;
    console.log([frozen, sealed, closed, frozenFn, frozen.inner].map(bits).join(" "));
  }, 1);
}, 1);
