import { apply, create, type Indexed, nativeMethod, StringPrototype } from "./intrinsics.js";
import { isObject } from "./operations.js";

/** How a value is written in a JSON text: a JSON Parse Record (ECMA-262 25.5.1.2). */
export interface JsonSource {
  readonly value: unknown;
  /** Of a value that is no object: its text. */
  readonly text: string;
  /** Of an array or object: what it holds, by key; without a prototype. */
  readonly parts: Record<string, JsonSource | undefined>;
}

const nativeParse = nativeMethod(JSON, "parse");
const { charCodeAt, slice } = StringPrototype;

/** Where the reader is. */
interface Reader {
  readonly text: string;
  at: number;
}

/** How everything in `value` is written in `text`, of which it was parsed. */
export function sourcesOf(text: string, value: unknown): JsonSource {
  return read({ text, at: 0 }, value);
}

function read(reader: Reader, value: unknown): JsonSource {
  space(reader);
  const from = reader.at;
  const parts = create(null) as Record<string, JsonSource | undefined>;
  const first = code(reader);
  const array = first === 91;
  if (!array && first !== 123) {
    skipScalar(reader);
    return { value, text: apply(slice, reader.text, [from, reader.at]), parts };
  }
  reader.at++;
  space(reader);
  for (let k = 0; !closes(code(reader)); k++) {
    const key = array ? `${k}` : readKey(reader);
    // Of a key that is written twice the last one counts; what was written before can be of another kind than the value.
    parts[key] = read(reader, isObject(value) ? (value as Indexed)[key] : undefined);
    space(reader);
    if (code(reader) === comma) reader.at++;
    space(reader);
  }
  reader.at++;
  return { value, text: "", parts };
}
const comma = 44;

function code({ text, at }: Reader): number {
  return apply(charCodeAt, text, [at]);
}

function closes(c: number): boolean {
  return c === 93 || c === 125;
}

function space(reader: Reader): void {
  for (let c = code(reader); c === 32 || c === 9 || c === 10 || c === 13; c = code(reader)) reader.at++;
}

function readKey(reader: Reader): string {
  const from = reader.at;
  skipScalar(reader);
  const key = apply(nativeParse, JSON, [apply(slice, reader.text, [from, reader.at])] as never) as string;
  space(reader);
  reader.at++;
  return key;
}

function skipScalar(reader: Reader): void {
  if (code(reader) !== 34) {
    // A number or a word ends where something else begins; at the end there is NaN.
    for (let c = code(reader); c > 32 && c !== comma && !closes(c); c = code(reader)) reader.at++;
    return;
  }
  reader.at++;
  for (let c = code(reader); c !== 34; c = code(reader)) reader.at += c === 92 ? 2 : 1;
  reader.at++;
}
