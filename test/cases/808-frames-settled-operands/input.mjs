// Moved at every safepoint: operands that need no name, because they never change, but are read again by the rest, and nowhere else.
const log = [];
function product(n) {
  return n < 2 ? 1 : n * product(n - 1);
}
function put(depth) {
  const object = {};
  const key = `k${depth}`;
  object[key] = depth === 0 ? "end" : put(depth - 1);
  return object;
}
function through(value) {
  const twice = (x) => {
    if (x > 100) return through(1);
    return x * 2;
  };
  return twice(product(value));
}
function nested(list, first) {
  function add(a, b) {
    if (a > 90) return nested([], 0);
    return a + b;
  }
  return [first, add(product(3), add(first, product(2))), { first, list: product(list.length) }];
}
class Pair {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }
}
function make(kind, tag) {
  const Made = kind === "pair" ? Pair : Array;
  const made = new Made(tag, product(4));
  return `${tag}:${product(3)}:${made.right}`;
}
log.push(product(5), JSON.stringify(put(3)), through(4), JSON.stringify(nested([1, 2, 3], 7)), make("pair", "t"));
// The call whose argument was under way comes later, and can be stopped in as well.
function shown(x) {
  for (let i = 0; i < 3; i++) log.push(`${x}.${i}`);
  return x;
}
shown(shown(product(2)) + shown(product(3)));
console.log(log.join("\n"));
