import { apply, descriptorOf, getPrototypeOf, indexOf, joinArray, ownKeys, slice, startsWith, symbolDescription } from "./natives.js";

/** How paths of intrinsics are spelled and followed: see intrinsics.ts. */

/** Whether a value has a path at all. */
export function isIntrinsicValue(value: unknown): value is object | symbol {
  return (typeof value === "object" && value !== null) || typeof value === "function" || typeof value === "symbol";
}

/** The segment of a key. */
export function segmentOf(key: PropertyKey): string {
  if (typeof key !== "symbol") return escapeKey(key as string);
  const description = symbolDescription(key) ?? "";
  return `@@${escapeKey(startsWith(description, "Symbol.") ? slice(description, 7) : description)}`;
}

/** A key as a segment. */
export function escapeKey(key: string): string {
  if (indexOf(key, ".") < 0 && indexOf(key, "~") < 0) return key;
  return joinArray(splitAt(joinArray(splitAt(key, "~"), "~0"), "."), "~1");
}

/** The key that a segment spells. */
export function unescapeKey(segment: string): string {
  return joinArray(splitAt(joinArray(splitAt(segment, "~1"), "."), "~0"), "~");
}

/** `split` of a text, by natives alone. */
export function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const at = indexOf(text, separator, from);
    if (at < 0) break;
    parts[parts.length] = slice(text, from, at);
    from = at + separator.length;
  }
  parts[parts.length] = slice(text, from);
  return parts;
}

/** What a segment leads to. */
export function step(object: object, segment: string): object | symbol | undefined {
  if (segment === "[[Prototype]]") return (getPrototypeOf(object) as object | null) ?? undefined;
  const accessor = startsWith(segment, "get ") ? "get" : startsWith(segment, "set ") ? "set" : undefined;
  const spelled = accessor === undefined ? segment : slice(segment, 4);
  const key = startsWith(spelled, "@@") ? symbolSpelled(object, spelled) : unescapeKey(spelled);
  const descriptor = key === undefined ? undefined : descriptorOf(object, key);
  if (descriptor === undefined) return undefined;
  // An accessor asked as a value is a lazy global of the host.
  const value: unknown =
    accessor === undefined ? (descriptor.get === undefined ? descriptor.value : apply(descriptor.get, object, [])) : descriptor[accessor];
  return isIntrinsicValue(value) ? value : undefined;
}

function symbolSpelled(object: object, spelled: string): symbol | undefined {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) if (typeof keys[i] === "symbol" && segmentOf(keys[i]!) === spelled) return keys[i] as symbol;
  return undefined;
}
