import type { ControlChannel } from "../host.js";
import { uncurry } from "../primordials.js";

export type Receive = (message: Record<string, unknown>, bytes: Uint8Array) => void;

// Taken before the program can change them: the channel is used while it runs.
const { parse, stringify } = JSON;
const NativeUint8Array = Uint8Array;
const encode = uncurry(TextEncoder.prototype.encode as (this: unknown, text: string) => Uint8Array);
const decode = uncurry(TextDecoder.prototype.decode as (this: unknown, bytes: Uint8Array) => string);
const setBytes = uncurry(Uint8Array.prototype.set as (this: unknown, from: Uint8Array, at: number) => void);
export const subarray = uncurry(Uint8Array.prototype.subarray as (this: unknown, from: number, to: number) => Uint8Array);
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const newline = 10;

/** Cuts a stream of bytes into frames (docs/code-contract.md, section 8): one JSON line and the bytes it announces. Keeps none of the bytes it is given. */
export function frameReader(receive: Receive): (data: Uint8Array) => void {
  let pending: Uint8Array = new NativeUint8Array(0);
  return (data) => {
    pending = concat(pending, data);
    for (;;) {
      let end = 0;
      while (end < pending.length && pending[end] !== newline) end++;
      if (end === pending.length) return;
      const message = parse(decode(decoder, subarray(pending, 0, end))) as Record<string, unknown>;
      const length = typeof message["bytes"] === "number" ? message["bytes"] : 0;
      if (pending.length < end + 1 + length) return;
      const bytes = subarray(pending, end + 1, end + 1 + length);
      pending = subarray(pending, end + 1 + length, pending.length);
      receive(message, bytes);
    }
  };
}

/** A channel that frames what is sent and gives it to `write`, which takes the bytes over. */
export function frameSender(write: (bytes: Uint8Array) => void): ControlChannel {
  return {
    send(message, body) {
      const bytes = body === undefined ? undefined : encode(encoder, body);
      if (bytes === undefined) write(encode(encoder, `${stringify(message)}\n`));
      else write(concat(encode(encoder, `${stringify({ ...message, bytes: bytes.length })}\n`), bytes));
    },
  };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new NativeUint8Array(a.length + b.length);
  setBytes(both, a, 0);
  setBytes(both, b, a.length);
  return both;
}
