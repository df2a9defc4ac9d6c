// Loops over arrays, strings, collections and keys that call something in each round: they walk arrays by themselves and everything else by an iteration,
// and nobody can tell, also when what is walked changes meanwhile, has holes, or is looked at by a proxy.
const log = (...values) => console.log(values.map(String).join(" "));
const each = (name, values) => {
  for (const value of values) log(name, value);
};
each("holes", [1, , 3]);
each("code points", "a\u{1F600}b\ud800");
each("map", new Map([[1, 2]]));
each("set", new Set(["s"]));
each("entries", ["x", "y"].entries());
each("bytes", new Uint8Array([7, 8]));

class Doubled extends Array {
  *[Symbol.iterator]() {
    yield "its own";
  }
}
each("subclass", Doubled.from([1]));
each(
  "proxy",
  new Proxy([1, 2], {
    get(target, key, receiver) {
      log("get", key);
      return Reflect.get(target, key, receiver);
    },
  }),
);

const growing = [1];
for (const x of growing) {
  if (growing.length < 4) growing.push(x + 1);
  log("growing", x);
}
const shrinking = [1, 2, 3, 4];
for (const x of shrinking) {
  log("shrinking", x);
  shrinking.pop();
}

outer: for (const [a, b] of [
  [1, 2],
  [3, 4],
  [5, 6],
]) {
  for (const c of "xy") {
    if (c === "y") continue outer;
    if (a === 5) break outer;
    log("nested", a, b, c);
  }
}
try {
  for (const x of [1, 2]) {
    log("thrown at", x);
    if (x === 2) throw new Error("two");
  }
} catch (error) {
  log(error.message);
}

const inherited = { a: 1, b: 2, __proto__: { c: 3, a: 4 } };
for (const key in inherited) log("key", key);
const losing = { a: 1, b: 2, c: 3 };
for (const key in losing) {
  log("losing", key);
  delete losing.b;
}
for (const key in "ab") log("index", key);
const seen = [];
const traps = {
  ownKeys(target) {
    seen.push("ownKeys");
    return Reflect.ownKeys(target);
  },
};
for (const key in new Proxy({ x: 1 }, traps)) log("behind the proxy", key, seen.join());

const made = [];
for (const x of [1, 2, 3]) made.push(() => x);
each("made", made.map((one) => one()));
