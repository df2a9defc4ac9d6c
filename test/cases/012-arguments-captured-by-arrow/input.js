function f() {
  return { all: () => [...arguments].join("+"), n: () => arguments.length, first: (v) => (arguments[0] = v) };
}
const x = f("a", "b", "c");
const y = f();
(async () => {
  console.log(x.all(), y.n());
  await new Promise((r) => setTimeout(r, 1));
  x.first("z");
  console.log(x.all(), x.n(), y.all() === "");
  await null;
  console.log(x.all());
})();
