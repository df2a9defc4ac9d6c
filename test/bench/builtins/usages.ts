/** How programs use a builtin. */
export interface Usage {
  readonly name: string;
  readonly sizes: readonly number[];
  /** The `n`-th use of a builtin (native or not) on `size` elements. */
  readonly use: (builtin: Builtin, size: number, n: number) => unknown;
}

type Builtin = (this: unknown, ...args: unknown[]) => unknown;
type Callback = (...args: never[]) => unknown;

/** Objects are made once for each size. */
function memo<T>(make: (size: number) => T): (size: number) => T {
  const made: Record<number, T> = {};
  return (size) => (made[size] ??= make(size));
}

function holey<T>(size: number, of: (k: number) => T): T[] {
  const array = new Array<T>(size);
  for (let k = 0; k < size; k++) array[k] = of(k);
  return array;
}
const packed = <T>(size: number, of: (k: number) => T): T[] => Array.from({ length: size }, (_, k) => of(k));

const arrays: Record<string, (size: number) => unknown> = {
  integers: memo((size) => packed(size, (k) => k)),
  doubles: memo((size) => packed(size, (k) => k + 0.5)),
  objects: memo((size) => packed(size, (k) => ({ k }))),
  "holey integers": memo((size) => holey(size, (k) => k)),
  "holey doubles": memo((size) => holey(size, (k) => k + 0.5)),
  texts: memo((size) => holey(size, (k) => `t${String(k)}`)),
};
const typedArrays: Record<string, (size: number) => unknown> = {
  bytes: memo((size) => Uint8Array.from({ length: size }, (_, k) => k)),
  floats: memo((size) => Float64Array.from({ length: size }, (_, k) => k / 2)),
  words: memo((size) => Int32Array.from({ length: size }, (_, k) => k)),
};

/** What visitors do has to go somewhere, or compilers would not do it. */
export let sum = 0;
const visitors: readonly Callback[] = [
  (value: number) => ((sum ^= value), true),
  (_: unknown, k: number) => ((sum ^= k), true),
  () => ((sum ^= 1), true),
  function (value: number) {
    sum ^= value;
    return true;
  },
  (value: number, k: number) => ((sum ^= value + k), 1),
  (_value: unknown, _k: number, all: ArrayLike<unknown>) => ((sum ^= all.length), true),
];
const refusers: readonly Callback[] = visitors.map(
  (_, n) => [() => ((sum ^= 1), false), (v: number) => ((sum ^= v), 0), (_v: unknown, k: number) => ((sum ^= k), false)][n % 3]!,
);
const mappers: readonly Callback[] = [
  (value: unknown) => value,
  (_: unknown, k: number) => k + 0.5,
  () => "text",
  (value: unknown) => ({ value }),
  (_: unknown, k: number) => k,
  (value: unknown) => [value],
];
const folders: readonly Callback[] = [
  (total: number, value: number) => (total + value) | 0,
  (_: number, __: unknown, k: number) => k,
  (total: number) => total,
];
const numberMappers: readonly Callback[] = [(value: number) => value + 1, (_: number, k: number) => k, () => 7];
const comparators: readonly Callback[] = [
  (a: number, b: number) => a - b,
  (a: number, b: number) => b - a,
  (a: number, b: number) => (a < b ? -1 : 1),
];

const callbacks: Record<string, readonly Callback[]> = {
  every: visitors,
  filter: visitors,
  forEach: visitors,
  some: refusers,
  find: refusers,
  findIndex: refusers,
  findLast: refusers,
  findLastIndex: refusers,
  flatMap: mappers,
  map: mappers,
  reduce: folders,
  reduceRight: folders,
};

const sizes = [8, 1000];

function onReceivers(
  receivers: Record<string, (size: number) => unknown>,
  list: readonly Callback[],
  way: "one" | "mixed",
  numbers: boolean,
  rest: readonly unknown[],
): Usage {
  const kinds = Object.values(receivers);
  const mapped = numbers ? numberMappers : list;
  if (way === "one")
    return { name: "one kind", sizes, use: (builtin, size) => Reflect.apply(builtin, kinds[0]!(size), [mapped[0], ...rest]) };
  return {
    name: "mixed",
    sizes,
    use: (builtin, size, n) => Reflect.apply(builtin, kinds[n % kinds.length]!(size), [mapped[n % mapped.length], ...rest]),
  };
}

function shuffled(size: number): number[] {
  let seed = 42;
  return packed(size, () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff));
}
const unsorted = memo(shuffled);
const unsortedTyped = memo((size) => Float64Array.from(shuffled(size)));
const aMap = memo((size) => new Map(packed(size, (k) => [k, k])));
const aSet = memo((size) => new Set(packed(size, (k) => k)));
const aLike = memo((size) => ({ length: size }));
const words = memo((size) => "word ".repeat(size));
const upper = (match: string): string => match.toUpperCase();
const records = memo((size) => JSON.stringify(packed(size, (k) => ({ k, name: "name" }))));
function* generate(size: number): Generator<number> {
  for (let k = 0; k < size; k++) yield k;
}

/** How the builtin of this name is used: in one way, as engines like it best, or in several in turn. */
export function usages(name: string, way: "one" | "mixed"): readonly Usage[] {
  const method = name.slice(name.lastIndexOf(".") + 1);
  if (name.startsWith("Array.prototype.") && callbacks[method] !== undefined)
    return [onReceivers(arrays, callbacks[method], way, false, method.startsWith("reduce") ? [0] : [])];
  if (name.startsWith("%TypedArray%.prototype.") && callbacks[method] !== undefined)
    return [onReceivers(typedArrays, callbacks[method], way, method === "map", method.startsWith("reduce") ? [0] : [])];
  const pick = (list: readonly Callback[], n: number): Callback => (way === "one" ? list[0]! : list[n % list.length]!);
  const label = way === "one" ? "one callback" : "mixed";
  switch (name) {
    case "Array.prototype.sort":
      return [{ name: label, sizes, use: (builtin, size, n) => Reflect.apply(builtin, unsorted(size).slice(), [pick(comparators, n)]) }];
    case "Array.prototype.toSorted":
      return [{ name: label, sizes, use: (builtin, size, n) => Reflect.apply(builtin, unsorted(size), [pick(comparators, n)]) }];
    case "%TypedArray%.prototype.sort":
      return [
        { name: label, sizes, use: (builtin, size, n) => Reflect.apply(builtin, unsortedTyped(size).slice(), [pick(comparators, n)]) },
      ];
    case "%TypedArray%.prototype.toSorted":
      return [{ name: label, sizes, use: (builtin, size, n) => Reflect.apply(builtin, unsortedTyped(size), [pick(comparators, n)]) }];
    case "Map.prototype.forEach":
      return [{ name: label, sizes, use: (builtin, size, n) => Reflect.apply(builtin, aMap(size), [pick(visitors, n)]) }];
    case "Set.prototype.forEach":
      return [{ name: label, sizes, use: (builtin, size, n) => Reflect.apply(builtin, aSet(size), [pick(visitors, n)]) }];
    case "Array.from":
      return [
        {
          name: `${label}, array and function`,
          sizes,
          use: (builtin, size, n) => Reflect.apply(builtin, Array, [unsorted(size), pick(mappers, n)]),
        },
        {
          name: `${label}, { length } and function`,
          sizes,
          use: (builtin, size, n) => Reflect.apply(builtin, Array, [aLike(size), pick(mappers, n)]),
        },
        { name: `${label}, set`, sizes, use: (builtin, size) => Reflect.apply(builtin, Array, [aSet(size)]) },
        { name: `${label}, generator`, sizes, use: (builtin, size) => Reflect.apply(builtin, Array, [generate(size)]) },
      ];
    case "%TypedArray%.from":
      return [
        {
          name: `${label}, array and function`,
          sizes,
          use: (builtin, size, n) => Reflect.apply(builtin, Float64Array, [unsorted(size), pick(folders, n)]),
        },
        {
          name: `${label}, { length } and function`,
          sizes,
          use: (builtin, size, n) => Reflect.apply(builtin, Float64Array, [aLike(size), pick(folders, n)]),
        },
      ];
    case "String.prototype.replace":
      return [
        { name: "one text", sizes: [8], use: (builtin) => Reflect.apply(builtin, "a key=value", ["=", upper]) },
        { name: `${label}, pattern`, sizes, use: (builtin, size) => Reflect.apply(builtin, words(size), [/[a-z]+/g, upper]) },
      ];
    case "String.prototype.replaceAll":
      return [{ name: label, sizes, use: (builtin, size) => Reflect.apply(builtin, words(size), [" ", upper]) }];
    case "RegExp.prototype[Symbol.replace]":
      return [{ name: label, sizes, use: (builtin, size) => Reflect.apply(builtin, /([a-z])[a-z]*/g, [words(size), upper]) }];
    case "JSON.parse":
      return [
        {
          name: label,
          sizes,
          use: (builtin, size) => Reflect.apply(builtin, JSON, [records(size), (_key: string, value: unknown) => value]),
        },
      ];
    case "Object.groupBy":
    case "Map.groupBy":
      return [{ name: label, sizes, use: (builtin, size) => Reflect.apply(builtin, Map, [unsorted(size), (value: number) => value & 7]) }];
    default:
      return [];
  }
}
