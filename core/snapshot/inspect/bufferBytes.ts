import type { Body } from "../decodeBody.js";
import { refOf } from "./entryShape.js";

/** The bytes of a buffer where they stand: what no line of the body gives is zero, and is not allocated (a body may say any length). */
export class BufferBytes {
  readonly length: number;
  readonly #ranges: readonly (number | string)[];
  readonly #decoded: (Buffer | undefined)[] = [];

  constructor(length: number, ranges: readonly (number | string)[]) {
    this.length = length;
    this.#ranges = ranges;
  }

  byte(at: number): number {
    for (let i = 0; i < this.#ranges.length; i += 2) {
      const offset = this.#ranges[i] as number;
      if (offset > at) return 0;
      const bytes = (this.#decoded[i] ??= Buffer.from(this.#ranges[i + 1] as string, "base64"));
      if (at < offset + bytes.length) return bytes[at - offset]!;
    }
    return 0;
  }
}

/** The buffers of a body by the number of their entry. */
export function buffersOf(body: Body): ReadonlyMap<number, BufferBytes> {
  const ranges = new Map(body.bytes.map(([buffer, list]) => [refOf(buffer), list]));
  const found = new Map<number, BufferBytes>();
  body.entries.forEach((entry, id) => {
    if (entry?.[0] === "buffer") found.set(id, new BufferBytes(entry[2], ranges.get(id) ?? []));
  });
  return found;
}

/** The elements of a typed array, as text. Undefined for a DataView, which has none. */
export interface Elements {
  readonly length: number;
  at(index: number): string;
}

/** @param length in elements; null: to the end of the buffer */
export function elementsOf(bytes: BufferBytes, type: string, offset: number, length: number | null): Elements | undefined {
  const kind = Object.hasOwn(elements, type) ? elements[type] : undefined;
  if (!kind) return undefined;
  const [width, read] = kind;
  const room = Math.max(0, Math.floor((bytes.length - offset) / width));
  const scratch = new DataView(new ArrayBuffer(8));
  return {
    length: Math.min(length ?? room, room),
    at(index) {
      for (let i = 0; i < width; i++) scratch.setUint8(i, bytes.byte(offset + index * width + i));
      const value = read(scratch);
      return typeof value === "bigint" ? `${String(value)}n` : Object.is(value, -0) ? "-0" : String(value);
    },
  };
}

/** Width in bytes and reader of an element. Bodies are little-endian. */
const elements: Readonly<Record<string, readonly [width: number, read: (data: DataView) => number | bigint]>> = {
  Int8Array: [1, (data) => data.getInt8(0)],
  Uint8Array: [1, (data) => data.getUint8(0)],
  Uint8ClampedArray: [1, (data) => data.getUint8(0)],
  Int16Array: [2, (data) => data.getInt16(0, true)],
  Uint16Array: [2, (data) => data.getUint16(0, true)],
  Float16Array: [2, (data) => halfFloat(data.getUint16(0, true))],
  Int32Array: [4, (data) => data.getInt32(0, true)],
  Uint32Array: [4, (data) => data.getUint32(0, true)],
  Float32Array: [4, (data) => data.getFloat32(0, true)],
  Float64Array: [8, (data) => data.getFloat64(0, true)],
  BigInt64Array: [8, (data) => data.getBigInt64(0, true)],
  BigUint64Array: [8, (data) => data.getBigUint64(0, true)],
};

/** IEEE 754 binary16; `DataView.getFloat16` is younger than the Node we run on. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
