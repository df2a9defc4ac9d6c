// Prelude of generated graphs: describes everything reachable, by means of the language alone. It knows nothing of how a capture looks at objects.

const all = [];
/** Proxies are known by what they were made of: looking at them would call their traps. */
const proxies = new Map();
const makeProxy = (target, handler) => {
  const made = new Proxy(target, handler);
  proxies.set(made, [target, handler]);
  return made;
};
const log = (...words) => console.log(words.join(" "));

class Keeper {
  #first;
  #second;
  constructor(first, second) {
    this.#first = first;
    this.#second = second;
  }
  static peek(o) {
    return #first in o ? [o.#first, o.#second] : undefined;
  }
  swap() {
    [this.#first, this.#second] = [this.#second, this.#first];
  }
}
class Guard extends Keeper {
  #third = { guarded: true };
  static count = 0;
  get third() {
    return this.#third;
  }
  static peek(o) {
    return #third in o ? [...super.peek(o), o.#third] : undefined;
  }
}
/** Two closures over one binding. */
const shared = (value) => [() => value, (v) => (value = v)];
function* holding(a, b) {
  const both = () => [a, b];
  try {
    const got = yield a;
    b = got;
    yield both();
  } finally {
    yield "closing";
  }
}
function argumentsOf() {
  return arguments;
}

const intrinsics = new Map();
const constructors = [
  Object,
  Function,
  Array,
  Map,
  Set,
  WeakMap,
  WeakSet,
  WeakRef,
  Date,
  RegExp,
  Error,
  TypeError,
  RangeError,
  AggregateError,
  Promise,
];
constructors.push(Number, String, Boolean, BigInt, Symbol, ArrayBuffer, DataView, Proxy, Object.getPrototypeOf(Uint8Array), Keeper, Guard);
constructors.push(
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
);
for (const f of constructors) {
  intrinsics.set(f, f.name);
  if (f.prototype) intrinsics.set(f.prototype, `${f.name}.prototype`);
}
intrinsics.set(Object.getPrototypeOf(holding), "GeneratorFunction.prototype");
intrinsics.set(holding, "holding").set(holding.prototype, "holding.prototype");
intrinsics.set(Array.prototype.values, "Array.prototype.values");

const getterOf = (prototype, key) => Object.getOwnPropertyDescriptor(prototype, key).get;
const typed = Object.getPrototypeOf(Uint8Array.prototype);
const typedTag = getterOf(typed, Symbol.toStringTag);
/** Of a typed array, a view or a buffer, whatever its prototype is. */
const read = (prototype, key, o) => getterOf(prototype, key).call(o);
const attempt = (f, self, ...args) => {
  try {
    return [Reflect.apply(f, self, args)];
  } catch {
    return undefined;
  }
};

/** One line for each object and symbol, in the order in which they are met. */
const describe = (roots) => {
  const ids = new Map();
  const queue = [];
  const ref = (v) => {
    if (typeof v === "string") return JSON.stringify(v);
    if (typeof v === "bigint") return `${v}n`;
    if (typeof v === "number") return Object.is(v, -0) ? "-0" : String(v);
    if (typeof v === "symbol") {
      const key = Symbol.keyFor(v);
      if (key !== undefined) return `Symbol.for(${key})`;
      if (v.description?.startsWith("Symbol.")) return v.description;
    } else if ((typeof v !== "object" && typeof v !== "function") || v === null) return String(v);
    const known = intrinsics.get(v);
    if (known !== undefined) return known;
    if (!ids.has(v)) {
      ids.set(v, ids.size);
      queue.push(v);
    }
    return `#${ids.get(v)}`;
  };
  const inside = (o) => {
    let found;
    if (Array.isArray(o)) return "array";
    if ((found = attempt(getterOf(Map.prototype, "size"), o))) {
      const parts = [];
      Map.prototype.forEach.call(o, (v, k) => parts.push(`${ref(k)}=>${ref(v)}`));
      return `map of ${found[0]}: ${parts.join()}`;
    }
    if (attempt(getterOf(Set.prototype, "size"), o)) {
      const parts = [];
      Set.prototype.forEach.call(o, (v) => parts.push(ref(v)));
      return `set ${parts.join()}`;
    }
    if (attempt(WeakMap.prototype.has, o, o))
      return `weak map ${all.flatMap((k) => (WeakMap.prototype.has.call(o, k) ? [`${ref(k)}=>${ref(WeakMap.prototype.get.call(o, k))}`] : [])).join()}`;
    if (attempt(WeakSet.prototype.has, o, o))
      return `weak set ${all.flatMap((k) => (WeakSet.prototype.has.call(o, k) ? [ref(k)] : [])).join()}`;
    if ((found = attempt(WeakRef.prototype.deref, o))) return `weak ref ${ref(found[0])}`;
    if ((found = attempt(Date.prototype.getTime, o))) return `date ${found[0]}`;
    if ((found = attempt(getterOf(RegExp.prototype, "source"), o)) && found[0] !== "(?:)")
      return `regexp ${found[0]} ${getterOf(RegExp.prototype, "flags").call(o)}`;
    if (attempt(getterOf(ArrayBuffer.prototype, "byteLength"), o))
      return `buffer ${new Uint8Array(o).join()} ${read(ArrayBuffer.prototype, "resizable", o) ? read(ArrayBuffer.prototype, "maxByteLength", o) : "fixed"}`;
    if ((found = attempt(typedTag, o)) && found[0])
      return `${found[0]} ${ref(read(typed, "buffer", o))} ${read(typed, "byteOffset", o)} ${read(typed, "length", o)}: ${Array.prototype.join.call(Array.from({ length: read(typed, "length", o) }, (_, i) => o[i]))}`;
    if (attempt(getterOf(DataView.prototype, "byteLength"), o))
      return `view ${ref(read(DataView.prototype, "buffer", o))} ${read(DataView.prototype, "byteOffset", o)} ${read(DataView.prototype, "byteLength", o)}`;
    for (const Box of [Number, String, Boolean, BigInt, Symbol])
      if ((found = attempt(Box.prototype.valueOf, o))) return `boxed ${ref(found[0])}`;
    const kept = Keeper.peek(o) && (Guard.peek(o) ?? Keeper.peek(o));
    if (kept) return `keeper ${kept.map(ref).join()}`;
    return typeof o === "function" ? "function" : (/Error|Arguments/.exec(Object.prototype.toString.call(o))?.[0] ?? "object");
  };
  const property = (o, key) => {
    // What an engine writes there is its own affair, and V8 writes it when it is first looked at.
    if (key === "stack") return "stack";
    const d = Object.getOwnPropertyDescriptor(o, key);
    const flags = `${d.enumerable ? "e" : ""}${d.configurable ? "c" : ""}${d.writable ? "w" : ""}`;
    const value = "value" in d ? ref(d.value) : `get ${ref(d.get)} set ${ref(d.set)}`;
    return `${typeof key === "symbol" ? `[${ref(key)}]` : JSON.stringify(key)}:${flags} ${value}`;
  };
  const lines = [roots.map(ref).join()];
  for (let at = 0; at < queue.length; at++) {
    const o = queue[at];
    if (typeof o === "symbol") lines.push(`symbol ${ref(o.description)}`);
    else if (proxies.has(o)) lines.push(`proxy of ${proxies.get(o).map(ref).join()}`);
    else {
      const first = inside(o);
      const keys = Reflect.ownKeys(o).filter((key) => !(ArrayBuffer.isView(o) && typeof key === "string" && /^\d+$/.test(key)));
      const closed = Object.isFrozen(o) ? " frozen" : Object.isSealed(o) ? " sealed" : Object.isExtensible(o) ? "" : " closed";
      lines.push(`${first}${closed} < ${ref(Object.getPrototypeOf(o))} { ${keys.map((key) => property(o, key)).join(", ")} }`);
    }
  }
  lines.forEach((line, index) => log(index - 1, line));
};
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
