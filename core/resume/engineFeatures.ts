/** Something that not every engine has. `text`: a path from the global object, code that only such an engine can parse, a builtin module without `node:`. */
export interface EngineFeature {
  /** As it is called in errors. */
  readonly name: string;
  readonly kind: "global" | "member" | "method" | "syntax" | "module" | "functionText";
  readonly text: string;
}

/** Whether functions can be asked for their source: the default profile recognizes them by it. */
export const functionText: EngineFeature = { name: "the source of functions", kind: "functionText", text: "" };

/** Globals that are younger than ES2020 or belong to hosts. */
const globals =
  "AbortController AbortSignal AggregateError AsyncDisposableStack Blob BroadcastChannel Buffer Bun CompressionStream CustomEvent DOMException " +
  "DecompressionStream Deno DisposableStack Event EventSource EventTarget File FinalizationRegistry Float16Array FormData Headers Intl Iterator " +
  "MessageChannel MessageEvent MessagePort ReadableStream Request Response SharedArrayBuffer SuppressedError Temporal TextDecoder TextEncoder " +
  "TransformStream URL URLSearchParams WeakRef WebAssembly WebSocket WritableStream atob btoa crypto fetch localStorage navigator performance " +
  "sessionStorage structuredClone";

/** Statics: what they are called on says what they are. */
const members =
  "Array.fromAsync Atomics.pause Atomics.waitAsync Error.isError Intl.DurationFormat Intl.Segmenter Iterator.concat Iterator.from Iterator.zip " +
  "JSON.isRawJSON JSON.rawJSON Map.groupBy Math.f16round Math.sumPrecise Object.groupBy Promise.try Promise.withResolvers RegExp.escape " +
  "Symbol.asyncDispose Symbol.dispose Uint8Array.fromBase64 Uint8Array.fromHex";

/** Methods whose name says whose they are, unless the program has some of that name itself. */
const methods =
  "Array.prototype.findLast Array.prototype.findLastIndex Array.prototype.toReversed Array.prototype.toSorted Array.prototype.toSpliced " +
  "ArrayBuffer.prototype.resize ArrayBuffer.prototype.transfer ArrayBuffer.prototype.transferToFixedLength DataView.prototype.getFloat16 " +
  "DataView.prototype.setFloat16 Map.prototype.getOrInsert Map.prototype.getOrInsertComputed Set.prototype.difference Set.prototype.intersection " +
  "Set.prototype.isDisjointFrom Set.prototype.isSubsetOf Set.prototype.isSupersetOf Set.prototype.symmetricDifference Set.prototype.union " +
  "String.prototype.isWellFormed String.prototype.toWellFormed Uint8Array.prototype.setFromBase64 Uint8Array.prototype.toBase64 " +
  "Uint8Array.prototype.toHex";

/** Methods that arrays have too: seen on what is certainly an iterator. */
export const iteratorHelpers: ReadonlySet<string> = new Set(
  "drop every filter find flatMap forEach map reduce some take toArray".split(" "),
);

/** Syntax by the name that `findEngineUses` gives it. */
const syntax: Readonly<Record<string, string>> = {
  "RegExp flag v": "/[a&&b]/v",
  "RegExp flag d": "/a/d",
  "RegExp modifiers": "/(?i:a)/",
  "RegExp duplicate named groups": "/(?<a>x)|(?<a>y)/",
  "`using`": "{ using x = null; }",
  "`await using`": "async () => { await using x = null; }",
};

/** Everything to ask an engine about. @param builtins names of Node's modules, without `node:` */
export function engineFeatures(builtins: Iterable<string>): EngineFeature[] {
  const features: EngineFeature[] = [];
  for (const name of globals.split(" ")) features.push({ name, kind: "global", text: name });
  for (const name of members.split(" ")) features.push({ name, kind: "member", text: name });
  for (const name of methods.split(" ")) features.push({ name, kind: "method", text: name });
  for (const name of iteratorHelpers)
    features.push({ name: `Iterator.prototype.${name}`, kind: "method", text: `Iterator.prototype.${name}` });
  for (const [name, text] of Object.entries(syntax)) features.push({ name, kind: "syntax", text });
  for (const name of builtins) features.push({ name, kind: "module", text: name });
  return features;
}
