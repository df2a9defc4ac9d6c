const c = 1;
function make() {
  const inner = { n: 1 };
  return {
    bad: () => { inner = 2; },
    good: () => ++inner.n,
    module: () => { c = 2; },
  };
}
const m = make();
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return e.name;
  }
};
setTimeout(() => {
  console.log(attempt(m.bad), attempt(m.good), attempt(m.module));
  setTimeout(() => console.log(attempt(m.bad), attempt(m.good), attempt(m.module), c), 1);
}, 1);
