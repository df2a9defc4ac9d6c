const fact = function self(n) {
  return n <= 1 ? 1 : n * self(n - 1);
};
const walker = function walk(n) {
  return n === 0 ? () => walk.name : walk(n - 1);
};
const w = walker(3);
const shadow = function me() {
  try {
    me = 1;
    return `ignored ${typeof me}`;
  } catch (e) {
    return `${e.name} ${typeof me}`;
  }
};
setTimeout(() => {
  console.log(fact(5), w(), shadow());
  setTimeout(() => console.log(fact(6), w(), fact.name, walker.name, shadow()), 1);
}, 1);
