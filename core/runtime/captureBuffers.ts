import { encodeBase64 } from "../snapshot/base64.js";
import type { Entry, Stamp, Value } from "../snapshot/schema.js";
import { keySet, type CaptureHeap } from "./captureHeap.js";
import {
  NativeMap,
  NativeUint8Array,
  bufferLength,
  bufferResizable,
  dataViewBuffer,
  dataViewLength,
  dataViewOffset,
  getPrototypeOf,
  mapGet,
  mapSet,
  ownKeys,
  sortArray,
  typedArrayBuffer,
  typedArrayLength,
  typedArrayOffset,
  typedArrayTag,
} from "./natives.js";

interface BufferUse {
  readonly id: number;
  readonly buffer: object;
  readonly length: number;
  readonly shared: boolean;
}

const bytesPerElement: Readonly<Record<string, number>> = {
  Int8Array: 1,
  Uint8Array: 1,
  Uint8ClampedArray: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Float16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
  Float32Array: 4,
  Float64Array: 8,
  BigInt64Array: 8,
  BigUint64Array: 8,
};
/** Own properties of larger views are not looked for: listing the keys of a view makes a string of each index. */
const keysLimit = 1 << 16;

/** Buffers that were met and what of them is in use. Their bytes are written when all views are known. */
export class BufferContents {
  private readonly buffers: BufferUse[] = [];
  /** Per buffer the ranges that views show, as start and end; no entry: the whole buffer. */
  private readonly ranges = new NativeMap<object, number[]>();
  private readonly isPoolView: (prototype: object | null) => boolean;

  /** `isPoolView`: whether views with this prototype share a pool with strangers (Buffers of Node). */
  constructor(isPoolView: (prototype: object | null) => boolean) {
    this.isPoolView = isPoolView;
  }

  add(id: number, buffer: object, length: number, shared: boolean): void {
    this.buffers[this.buffers.length] = { id, buffer, length, shared };
  }

  addView(view: object, buffer: object, offset: number, length: number): void {
    let ranges = mapGet(this.ranges, buffer) as number[] | undefined;
    if (ranges === undefined) mapSet(this.ranges, buffer, (ranges = []));
    if (!this.isPoolView(getPrototypeOf(view) as object | null)) {
      ranges[0] = 0;
      ranges[1] = Infinity;
      return;
    }
    ranges[ranges.length] = offset;
    ranges[ranges.length] = offset + length;
  }

  /** Writes the bytes of all buffers. */
  write(heap: CaptureHeap): void {
    for (let i = 0; i < this.buffers.length; i++) {
      const use = this.buffers[i]!;
      const bytes = new NativeUint8Array(use.buffer as ArrayBuffer);
      const ranges = merged((mapGet(this.ranges, use.buffer) as number[] | undefined) ?? [0, Infinity], use.length);
      const content: (number | string)[] = [];
      for (let at = 0; at < ranges.length; at += 2) {
        if (isZero(bytes, ranges[at]!, ranges[at + 1]!)) continue;
        content[content.length] = ranges[at]!;
        content[content.length] = encodeBase64(bytes, ranges[at]!, ranges[at + 1]! - ranges[at]!);
      }
      if (content.length > 0) heap.write(["bytes", [use.id], content]);
    }
  }
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** Sorts ranges and joins those that touch; cut to the length. */
function merged(ranges: readonly number[], length: number): number[] {
  const order: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) order[order.length] = i;
  sortArray(order, ((a: number, b: number) => ranges[a]! - ranges[b]!) as never);
  const result: number[] = [];
  for (let i = 0; i < order.length; i++) {
    const start = ranges[order[i]!]!;
    const end = ranges[order[i]! + 1]! < length ? ranges[order[i]! + 1]! : length;
    if (start >= end) continue;
    if (result.length > 0 && start <= result[result.length - 1]!) {
      if (end > result[result.length - 1]!) result[result.length - 1] = end;
    } else {
      result[result.length] = start;
      result[result.length] = end;
    }
  }
  return result;
}

/** The entry of a typed array or DataView. */
export function describeView(heap: CaptureHeap, contents: BufferContents, view: object, stamps: Stamp[] | undefined): Entry {
  const tag = typedArrayTag(view);
  const type = tag ?? "DataView";
  const buffer = tag === undefined ? dataViewBuffer(view) : typedArrayBuffer(view);
  const offset = tag === undefined ? dataViewOffset(view) : typedArrayOffset(view);
  const length = tag === undefined ? dataViewLength(view) : typedArrayLength(view);
  const bytes = length * (tag === undefined ? 1 : (bytesPerElement[tag] ?? 1));
  const bufferValue: Value = heap.value(buffer);
  contents.addView(view, buffer, offset, bytes);
  const usual = (globalPrototypes[type] ?? null) as object | null;
  const skip = keySet() as Record<PropertyKey, true>;
  const listKeys = tag === undefined || length <= keysLimit;
  if (listKeys) {
    const keys = ownKeys(view);
    for (let i = 0; tag !== undefined && i < length; i++) skip[keys[i]!] = true;
  }
  const common = listKeys ? heap.common(view, usual, skip, stamps) : heap.commonOf(view, usual, [], stamps);
  return ["view", common, type, bufferValue, offset, isTracking(buffer, offset, bytes) ? null : length];
}

const globalPrototypes: Record<string, object | undefined> = keySet() as never;
for (const type of ["DataView", ...Object.keys(bytesPerElement)]) {
  globalPrototypes[type] = (globalThis as unknown as Record<string, { prototype: object } | undefined>)[type]?.prototype;
}

/** Whether the view follows the length of its resizable buffer: not asked for anywhere, taken from its reaching to the end. */
function isTracking(buffer: object, offset: number, bytes: number): boolean {
  try {
    return bufferResizable?.(buffer) === true && offset + bytes === bufferLength(buffer);
  } catch {
    return false;
  }
}
