import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { GeneratedProgram } from "../program.js";

/** One object of a graph. `a` and `b` choose among the objects made before it, `n` among the ways in which a kind is made. */
interface Node {
  readonly kind: string;
  readonly a: number;
  readonly b: number;
  readonly n: number;
  readonly value: string;
}

/** Something that is added when all objects exist, so that there are cycles. */
interface Link {
  readonly how: string;
  readonly from: number;
  readonly to: number;
  readonly other: number;
  readonly key: string;
  readonly flags: number;
}

const prelude = readFileSync(path.join(import.meta.dirname, "describe.js"), "utf8");

/** What primitive values are spelled like. */
const scalars = [
  ...["0", "-0", "NaN", "Infinity", "-Infinity", "1.5", "-1e300", "5e-324", "4294967295", "9007199254740993n", "-1n", "0n"],
  ...["true", "null", "undefined", '""', '"a"', '"\\ud800"', '"x\\udc00y"', '"\\u{1f600}"', '"__proto__"', '"\\n\\u2028\\0"'],
  ...['Symbol.for("shared")', "Symbol.iterator", "sym1", "sym2"],
];
const keys = [
  ...[
    '"a"',
    '"b"',
    '"c d"',
    '"__proto__"',
    '"constructor"',
    '"then"',
    '"0"',
    '"1"',
    '"7"',
    '"4294967294"',
    '"4294967295"',
    '"-0"',
    '""',
    '"\\ud800"',
  ],
  ...['Symbol.for("shared")', "Symbol.toPrimitive", "sym1", "sym2"],
];

const typed = ["Uint8Array", "Int16Array", "Float64Array", "BigInt64Array", "Uint8ClampedArray", "Float32Array"];

/** Kinds of objects: an expression, given the names of two earlier objects. */
const kinds: Readonly<Record<string, (node: Node, a: string, b: string) => string>> = {
  object: ({ value }) => `{ v: ${value} }`,
  bare: ({ value }) => `Object.assign(Object.create(null), { v: ${value} })`,
  inheriting: (_, a) => `Object.create(${a})`,
  array: ({ value, n }, a) => [`[${value}, , ${a}]`, `[, ,]`, `Object.assign([1, ${value}], { length: 5 })`, `[${a}]`][n % 4]!,
  map: ({ value }, a, b) => `new Map([[${value}, ${a}], [${a}, ${b}], [${b}, ${value}]])`,
  set: ({ value }, a, b) => `new Set([${a}, ${value}, ${b}])`,
  weakMap: (_, a, b) => `new WeakMap([[${a}, ${b}]])`,
  weakSet: (_, a, b) => `new WeakSet([${a}, ${b}])`,
  weakRef: (_, a) => `new WeakRef(${a})`,
  date: ({ n }) => `new Date(${n % 5 === 0 ? "NaN" : n * 1e10})`,
  regExp: ({ n }) => `Object.assign(/a(?<n>.)|\\/[/]\\ud83d/${["", "g", "giy", "su", "d"][n % 5]!}, { lastIndex: ${n} })`,
  error: ({ n, value }, a) =>
    [
      `new Error("m", { cause: ${a} })`,
      `new TypeError(String(${n}))`,
      `new AggregateError([${a}, ${value}], "all")`,
      `new RangeError("r", { cause: ${value} })`,
    ][n % 4]!,
  boxed: ({ n }) => ["Object(-0)", 'Object("\\ud800b")', "Object(false)", "Object(5n)", "Object(sym1)"][n % 5]!,
  buffer: ({ n }) =>
    n % 3 === 0
      ? `new ArrayBuffer(16, { maxByteLength: 32 })`
      : `new Uint8Array([${n}, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]).buffer`,
  view: ({ n }, a) => {
    const buffer = `bufferOf(${a})`;
    if (n % 4 === 0) return `new DataView(${buffer}, ${n % 5})`;
    return n % 4 === 1 ? `new ${typed[n % 6]!}(${buffer})` : `new ${typed[n % 6]!}(${buffer}, 8, 1)`;
  },
  resized: ({ n }) => `resized(new ArrayBuffer(${n}, { maxByteLength: 40 }), ${n + 3})`,
  closure: (_, a) => `(x) => [x, ${a}]`,
  method: ({ value }, a) =>
    `{ __proto__: ${a}, get ["g" + 1]() { return ${value}; }, set s(v) {}, hi() { return super.toString; }, async wait() {} }`,
  sloppy: (_, a) => `function named(p, q = 1) { return [this, ${a}, p, q]; }`,
  shared: ({ value, n }) => `Object.assign(shared(${value}), { n: ${n} })`,
  bound: ({ value }, a) => `(function bound(...args) { return args; }).bind(${a}, ${value})`,
  keeper: ({ value }, a) => `new Keeper(${a}, ${value})`,
  guard: (_, a, b) => `(Guard.count++, new Guard(${a}, ${b}))`,
  generator: ({ n }, a, b) => `stepped(holding(${a}, ${b}), ${n % 5})`,
  local: ({ n, value }, a) =>
    `new (class Local${n % 3 === 0 ? " extends Keeper" : ""} { #p = ${a}; static s = ${value}; f = ${value}; read() { return this.#p; } })()`,
  proxy: (_, a) => `makeProxy(proxies.has(${a}) ? {} : ${a}, { get: (o, key) => String(key) })`,
  arguments_: ({ value }, a) => `argumentsOf(${a}, ${value})`,
  symbol: ({ n }) => `Object(Symbol(${n}))`,
  promise: ({ n }, a) => (n % 2 === 0 ? `Promise.resolve(${a})` : `new Promise(() => {})`),
  constructor_: (_, a) => `function Made() { this.from = ${a}; }`,
  instance: (_, a) => `new (function Thing(x) { this.x = x; })(${a})`,
};

/** Ways to change an object; a change that an object does not allow is none. */
const changes: Readonly<Record<string, (link: Link, from: string, to: string, other: string) => string>> = {
  define: ({ key, flags }, from, to) =>
    `Object.defineProperty(${from}, ${key}, { value: ${to}, writable: ${flags % 2 === 1}, enumerable: ${(flags & 2) !== 0}, configurable: ${(flags & 4) !== 0} })`,
  accessor: ({ key, flags }, from, to) =>
    `Object.defineProperty(${from}, ${key}, { get: ${flags % 2 ? `() => ${to}` : "undefined"}, set: ${flags & 2 ? `(v) => (${to}.late = v)` : "undefined"}, enumerable: ${(flags & 4) !== 0}, configurable: true })`,
  redefine: (_, from, to, other) =>
    `Object.defineProperties(${from}, Object.getOwnPropertyDescriptors({ p: ${to}, get q() { return ${other}; } }))`,
  remove: ({ key }, from) => `delete ${from}[${key}]`,
  // Of functions only: V8 may throw when it puts the name of an error into its stack.
  name: ({ flags }, from, to) =>
    `(typeof ${from} === "function" && ${flags % 2 ? `Object.defineProperty(${from}, "name", { value: ${to} })` : `delete ${from}.length`})`,
  entry: (_, from, to, other) => `(Map.prototype.set.call(${from}, ${to}, ${other}), Map.prototype.set.call(${from}, ${other}, ${from}))`,
  member: (_, from, to) => `Set.prototype.add.call(${from}, ${to})`,
  again: (_, from, to) => `(Map.prototype.delete.call(${from}, ${to}), Map.prototype.set.call(${from}, ${to}, 1))`,
  weak: (_, from, to, other) => `WeakMap.prototype.set.call(${from}, ${to}, ${other})`,
  weakMember: (_, from, to) => `WeakSet.prototype.add.call(${from}, ${to})`,
  prototype: ({ flags }, from, to) => `Object.setPrototypeOf(${from}, ${flags % 3 === 0 ? "null" : to})`,
  close: ({ flags }, from) => `Object.${["preventExtensions", "seal", "freeze"][flags % 3]!}(${from})`,
  length: ({ flags }, from) => (flags % 2 ? `Object.defineProperty(${from}, "length", { writable: false })` : `${from}.length = ${flags}`),
  swap: (_, from) => `${from}.swap()`,
  step: (_, from, to) => `${from}.next(${to})`,
};

const index = fc.nat({ max: 60 });
const node: fc.Arbitrary<Node> = fc.record({
  kind: fc.constantFrom(...Object.keys(kinds)),
  a: index,
  b: index,
  n: fc.nat({ max: 20 }),
  value: fc.constantFrom(...scalars),
});
const link: fc.Arbitrary<Link> = fc.record({
  how: fc.constantFrom(...Object.keys(changes), "define", "define"),
  from: index,
  to: index,
  other: index,
  key: fc.constantFrom(...keys),
  flags: fc.nat({ max: 7 }),
});

function print(nodes: readonly Node[], links: readonly Link[]): string {
  const name = (i: number): string => `o${i}`;
  const made = nodes.map((one, i) => {
    const pick = (of: number): string => (i === 0 ? "{}" : name(of % i));
    return `  const ${name(i)} = ${kinds[one.kind]!(one, pick(one.a), pick(one.b))};\n  all.push(${name(i)});`;
  });
  const changed = links.map((one) => {
    const pick = (of: number): string => name(of % nodes.length);
    return `  change(() => ${changes[one.how]!(one, pick(one.from), pick(one.to), pick(one.other))});`;
  });
  return `${prelude}
const sym1 = Symbol("one"), sym2 = Symbol();
const change = (f) => {
  try {
    f();
  } catch {}
};
const bufferOf = (o) => (proxies.has(o) ? new ArrayBuffer(16) : o instanceof ArrayBuffer && o.byteLength >= 16 ? o : ArrayBuffer.isView(o) && o.buffer.byteLength >= 16 ? o.buffer : new ArrayBuffer(16));
const resized = (buffer, length) => (buffer.resize?.(length), buffer);
const stepped = (it, n) => {
  for (let i = 0; i < n; i++) it.next(i);
  return it;
};
function build() {
${made.join("\n")}
${changed.join("\n")}
}
build();
const use = (o) => {
  if (Array.isArray(o) && typeof o[0] === "function" && typeof o[1] === "function") return [o[0](), o[1]("changed"), o[0]()];
  if (typeof o === "function") return o.call?.(1, 2);
  if (Object.prototype.toString.call(o) === "[object Generator]") return [o.next("n"), o.return?.("r"), o.next()];
  return o.read ? o.read() : o.swap ? o.swap() : o.third;
};
(async () => {
  for (let i = 0; i < 3; i++) {
    await sleep(i);
    describe(all);
  }
  const used = all.map((o) => {
    try {
      return use(o);
    } catch (error) {
      return error instanceof Error ? error.name : error;
    }
  });
  describe([used, ...all]);
  await sleep(1);
  describe([used, ...all]);
})();
`;
}

/** A program that builds objects of all kinds, describes them, waits, and describes them again. */
export const graphArbitrary: fc.Arbitrary<GeneratedProgram> = fc
  .tuple(fc.array(node, { minLength: 4, maxLength: 24 }), fc.array(link, { maxLength: 24 }))
  .map(([nodes, links]) => ({ entry: "graph.cjs", files: { "graph.cjs": print(nodes, links) } }));
