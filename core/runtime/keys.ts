import { getOwnPropertyDescriptor, getPrototypeOf, uncurry } from "./primordials.js";
import { record } from "./records.js";

const isEnumerable = uncurry(Object.prototype.propertyIsEnumerable as (this: object, key: PropertyKey) => boolean);

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
  // Asks nothing of the object but its own property, as the walk does.
  if (isEnumerable(object, key)) return true;
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
  const found: string[] = [];
  // The engine's own loop: what is seen of it by a proxy's traps, and what it costs, is as in the original.
  for (const key in object) found[found.length] = key;
  return new KeyIteration(object, found);
}
