// A generator function may have been given any object as `prototype`; what it makes is a generator all the same.
const GeneratorPrototype = Object.getPrototypeOf(function* () {}.prototype);
const { next } = GeneratorPrototype;
function* counting(from) {
  const more = yield from;
  try {
    yield from + more;
  } finally {
    console.log("closed", from);
  }
}
counting.prototype = { label: "own" };
const it = counting(1);
next.call(it);
counting.prototype = Object.create(null);
const bare = counting(10);
next.call(bare);
counting.prototype = null;
const usual = counting(100);
usual.next();
counting.prototype = { get [Symbol.toStringTag]() { return "odd"; } };
const over = counting(1000);
GeneratorPrototype.return.call(over);
setTimeout(() => {
  console.log(it.label, next.call(it, 5), Object.keys(Object.getPrototypeOf(it)));
  setTimeout(() => {
    console.log(next.call(bare, 6), usual.next(7), GeneratorPrototype.return.call(it, "r"));
    console.log(String(over), next.call(over), next.call(it));
    try {
      GeneratorPrototype.throw.call(bare, "thrown in");
    } catch (error) {
      console.log(error);
    }
  }, 1);
}, 1);
