/** Base64 of bytes in plain JavaScript, since engines differ in what they bring. RFC 4648, with padding. */

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values: number[] = [];
for (let i = 0; i < 128; i++) values[i] = -1;
for (let i = 0; i < letters.length; i++) values[letters.charCodeAt(i)] = i;
const { charCodeAt } = String.prototype;
const { apply } = Reflect;
const Bytes = Uint8Array;

/** Encodes `length` bytes from `offset` on. */
export function encodeBase64(bytes: Uint8Array, offset: number, length: number): string {
  let text = "";
  const end = offset + length;
  let i = offset;
  for (; i + 2 < end; i += 3) {
    const n = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
    text += letters[n >> 18]! + letters[(n >> 12) & 63]! + letters[(n >> 6) & 63]! + letters[n & 63]!;
  }
  if (i + 1 === end) text += `${letters[bytes[i]! >> 2]!}${letters[(bytes[i]! << 4) & 63]!}==`;
  else if (i < end) {
    const n = (bytes[i]! << 8) | bytes[i + 1]!;
    text += `${letters[n >> 10]!}${letters[(n >> 4) & 63]!}${letters[(n << 2) & 63]!}=`;
  }
  return text;
}

/** Number of bytes that a text stands for, or -1 if its length or padding is wrong. */
export function base64Length(text: string): number {
  if (text.length % 4 !== 0) return -1;
  const padding = text[text.length - 1] !== "=" ? 0 : text[text.length - 2] === "=" ? 2 : 1;
  return (text.length / 4) * 3 - padding;
}

/** Decodes. @throws RangeError on any other character than those of the alphabet, or wrong length. */
export function decodeBase64(text: string): Uint8Array {
  const length = base64Length(text);
  if (length < 0) throw new RangeError("base64 text of wrong length");
  const bytes = new Bytes(length);
  let at = 0;
  for (let i = 0; at < length; i += 4) {
    const c = i + 2 < text.length && at + 1 < length ? valueAt(text, i + 2) : 0;
    const d = at + 2 < length ? valueAt(text, i + 3) : 0;
    const n = (valueAt(text, i) << 18) | (valueAt(text, i + 1) << 12) | (c << 6) | d;
    bytes[at++] = n >> 16;
    if (at < length) bytes[at++] = n >> 8;
    if (at < length) bytes[at++] = n;
  }
  return bytes;
}

function valueAt(text: string, at: number): number {
  const code = apply(charCodeAt, text, [at]);
  const value = code < 128 ? values[code]! : -1;
  if (value < 0) throw new RangeError("not a base64 character");
  return value;
}
