import { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } from "./primordials.js";
import { record } from "./records.js";

/** An explicit `for-in` (EnumerateObjectProperties, ECMA-262 14.7.5.9), whose body may pause: keys that are gone when their turn comes are left out. */
export class KeyIteration {
  object: object;
  keys: string[];
  index = 0;
  value: string | undefined = undefined;
  constructor(object: object, keys: string[]) {
    this.object = object;
    this.keys = keys;
  }

  next(): boolean {
    while (this.index < this.keys.length) {
      const key = this.keys[this.index++] as string;
      if (stillThere(this.object, key)) {
        this.value = key;
        return true;
      }
    }
    this.value = undefined;
    return false;
  }

  abort(error: unknown): unknown {
    return error;
  }

  close(): void {
    return;
  }
}
record("KeyIteration", KeyIteration, ["object", "keys", "index", "value"]);

function stillThere(object: object, key: string): boolean {
  for (let holder: object | null = object; holder !== null; holder = getPrototypeOf(holder) as object | null) {
    const descriptor = getOwnPropertyDescriptor(holder, key);
    if (descriptor !== undefined) return descriptor.enumerable === true;
  }
  return false;
}

/** `$tm.keys(o)`: the keys a `for-in` over o would visit, in its order. Null and undefined have none. */
export function keys(value: unknown): KeyIteration {
  if (value === undefined || value === null) return new KeyIteration({}, []);
  const object = Object(value) as object;
  const seen: Record<string, true> = Object.create(null) as Record<string, true>;
  const found: string[] = [];
  for (let holder: object | null = object; holder !== null; holder = getPrototypeOf(holder) as object | null) {
    const own = ownKeys(holder);
    for (let i = 0; i < own.length; i++) {
      const key = own[i] as string | symbol;
      if (typeof key === "symbol" || seen[key] === true) continue;
      const descriptor = getOwnPropertyDescriptor(holder, key);
      if (descriptor === undefined) continue;
      seen[key] = true;
      if (descriptor.enumerable === true) found[found.length] = key;
    }
  }
  return new KeyIteration(object, found);
}
