import { bodyVersion, type Line, type Value } from "./schema.js";

/**
 * Writes the lines of a body. Written by hand rather than with `JSON.stringify`, which would call `toJSON` methods a program may have put on
 * `Array.prototype`. Same lines, same text: there are no spaces, numbers and strings are spelt as `JSON.stringify` spells them.
 */

const { stringify: quote } = JSON;
/** A chunk is closed once it is longer than this many characters. */
const chunkLength = 1 << 16;

export class BodyWriter {
  /** Complete lines, several to a chunk. */
  readonly chunks: string[] = [];
  private text = `["thingsmigrate",${String(bodyVersion)}]\n`;

  /** Adds one line. */
  write(line: Line): void {
    this.text += `${encodeItem(line)}\n`;
    if (this.text.length > chunkLength) this.flush();
  }

  /** Ends the body. Returns its chunks; their concatenation is the body. */
  finish(): readonly string[] {
    this.flush();
    return this.chunks;
  }

  private flush(): void {
    if (this.text === "") return;
    this.chunks[this.chunks.length] = this.text;
    this.text = "";
  }
}

/** The text of one value, record or array of the body. Depth is bounded by the format, not by the heap. */
export function encodeItem(item: unknown): string {
  switch (typeof item) {
    case "string":
      return quote(item);
    case "number":
    case "boolean":
      return `${item as number}`;
    case "object": {
      if (item === null) return "null";
      if (isList(item)) return encodeList(item);
      return encodeProperty(item as { f: number; v?: Value; g?: Value; s?: Value });
    }
    default:
      throw new TypeError(`not part of a body: ${typeof item}`);
  }
}

const { isArray: isList } = Array as { isArray: (value: unknown) => value is readonly unknown[] };

function encodeList(list: readonly unknown[]): string {
  let text = "[";
  for (let i = 0; i < list.length; i++) text += i === 0 ? encodeItem(list[i]) : `,${encodeItem(list[i])}`;
  return `${text}]`;
}

function encodeProperty(property: { f: number; v?: Value; g?: Value; s?: Value }): string {
  let text = `{"f":${property.f}`;
  if (property.v !== undefined) text += `,"v":${encodeItem(property.v)}`;
  if (property.g !== undefined) text += `,"g":${encodeItem(property.g)}`;
  if (property.s !== undefined) text += `,"s":${encodeItem(property.s)}`;
  return `${text}}`;
}
