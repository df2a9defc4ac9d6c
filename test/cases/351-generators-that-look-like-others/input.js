// What a generator function makes is a generator, also if its `prototype` is that of a builtin, of a class or of a function that constructs.
const { next, return: end } = Object.getPrototypeOf(function* () {}.prototype);
class Pair {
  #secret = 1;
  get secret() {
    return this.#secret;
  }
  describe() {
    return `${this.constructor.name} with ${Object.keys(this)}`;
  }
}
function Old() {}
Old.prototype.describe = Pair.prototype.describe;
class Later extends Promise {}

const made = [];
for (const prototype of [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  Map.prototype,
  Error.prototype,
  Date.prototype,
  Uint8Array.prototype,
  Promise.prototype,
  EventTarget.prototype,
  Pair.prototype,
  Old.prototype,
  Later.prototype,
]) {
  let count = 0;
  const counting = function* (from) {
    try {
      for (;;) count += yield from + count;
    } finally {
      console.log("closed", count);
    }
  };
  counting.prototype = prototype;
  const it = counting(made.length * 10);
  if (made.length % 3 > 0) next.call(it);
  it.label = made.length;
  made.push(it);
}
const over = made[5];
end.call(over, "over");
Object.freeze(made[6]);

let round = 0;
const show = () => {
  for (const it of made) console.log(it.label, JSON.stringify(next.call(it, 1)), Object.prototype.toString.call(it), it.describe?.());
  if (++round < 4) setTimeout(show, round);
  else for (const it of made) console.log(JSON.stringify(end.call(it, round)));
};
setTimeout(show, 1);
