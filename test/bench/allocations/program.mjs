// What makes closures and calls them, each `n` times: test/bench/allocations.test.ts compares the bytes. Only `generators` may take more of them.
export let kept;
const repeat = (step) => (n) => {
  for (let i = 0; i < n; i++) kept = step(i);
};

function counter(start) {
  let n = start;
  const step = 2;
  return () => (n += step);
}
function onlyTheLastIsCaptured(start) {
  const first = start;
  const second = first + 1;
  const last = second + 1;
  return () => last;
}
function accessors() {
  let a = 1;
  let b = 2;
  return {
    get: () => a,
    set(value) {
      b = value;
      a = b;
    },
  };
}
function nested(x) {
  return () => {
    const y = x + 1;
    return () => y;
  };
}
function perIteration() {
  const all = [];
  for (let i = 0; i < 3; i++) all.push(() => i);
  return all;
}
function blocks(x) {
  {
    const y = x;
    {
      const z = y;
      return () => z + y;
    }
  }
}
function lexicalThis() {
  return () => this;
}
function lexicalArguments() {
  return () => arguments.length;
}
function withDefault(make = () => 1, { a = 2, ...rest } = {}) {
  return () => make() + a + Object.keys(rest).length;
}
class Point {
  #x;
  constructor(x) {
    this.#x = x;
  }
  get x() {
    return this.#x;
  }
  moved() {
    return new Point(this.#x + 1);
  }
}
class Derived extends Point {
  moved() {
    return [super.moved(), () => super.x];
  }
}
function* values(first) {
  let sum = first;
  for (;;) sum += (yield sum) ?? 1;
}

const increment = counter(0);
const inner = nested(4);
const point = new Point(1);
const derived = new Derived(2);
const running = values(1);

export const allocating = {
  "closures over a variable and a constant": repeat(counter),
  "closures over one of several variables": repeat(onlyTheLastIsCaptured),
  "objects of closures and methods": repeat(accessors),
  "closures in closures": repeat((i) => nested(i)()),
  "closures of each iteration": repeat(perIteration),
  "closures over blocks": repeat(blocks),
  "closures over this": repeat((i) => lexicalThis.call(i)),
  "closures over arguments": repeat((i) => lexicalArguments(i, i)),
  "defaults and patterns": repeat(() => withDefault()),
  "instances with private fields": repeat((i) => new Point(i)),
  "instances of a derived class": repeat((i) => new Derived(i)),
  "calls of closures": repeat(() => inner()),
  "calls that change a variable": repeat(() => increment()),
  "calls of methods": repeat(() => point.moved()),
  "calls of methods with super": repeat(() => derived.moved()),
  "steps of a generator": repeat(() => running.next(1)),
};
export const generators = {
  generators: repeat(values),
};
