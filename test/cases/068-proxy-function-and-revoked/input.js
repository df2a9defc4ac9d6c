const calls = [];
const f = new Proxy(function named(a, b) { return a + b; }, {
  apply(t, self, args) { calls.push("apply"); return t(...args) * 10; },
  construct(t, args) { calls.push("construct"); return { made: args }; },
});
const { proxy, revoke } = Proxy.revocable({ x: 1 }, {});
const rev2 = Proxy.revocable([], {});
rev2.revoke();
const nested = new Proxy(new Proxy({ deep: 1 }, { get: (t, k) => (k in t ? t[k] : `inner ${String(k)}`) }), {});
const attempt = (g) => {
  try {
    return g();
  } catch (e) {
    return e.name;
  }
};
setTimeout(() => {
  console.log(f(1, 2), new f(3).made.join(), proxy.x, attempt(() => rev2.proxy.length), nested.deep, nested.other, f.name);
  revoke();
  setTimeout(() => console.log(f(2, 2), attempt(() => proxy.x), typeof f, calls.join(), Array.isArray(new Proxy([], {}))), 1);
}, 1);
