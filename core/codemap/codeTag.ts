/**
 * The tag of a module (section 1 of the contract) without a host: SHA-256 (FIPS 180-4) in plain JavaScript. Only short texts go through it, at captures and
 * restores; core/instrument/codeTag.ts computes the same with `node:crypto`.
 */

const { charCodeAt } = String.prototype;
const { apply } = Reflect;
const { toString: numberToString } = Number.prototype;

const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
const fraction = (x: number): number => ((x - Math.floor(x)) * 4294967296) | 0;
const constants = primes.map((p) => fraction(Math.cbrt(p)));
const initial = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const { floor } = Math;

/** Six base-36 characters from the SHA-256 of the module id. */
export function codeTag(module: string): string {
  const first = sha256FirstWord(utf8(module)) >>> 0;
  let text = apply(numberToString, first % 36 ** 6, [36]);
  while (text.length < 6) text = `0${text}`;
  return text;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  const put = (byte: number): void => {
    bytes[bytes.length] = byte;
  };
  for (let i = 0; i < text.length; i++) {
    let code = apply(charCodeAt, text, [i]);
    const low = i + 1 < text.length ? apply(charCodeAt, text, [i + 1]) : 0;
    if (code >= 0xd800 && code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      i++;
    } else if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
    if (code < 0x80) put(code);
    else if (code < 0x800) {
      put(0xc0 | (code >> 6));
      put(0x80 | (code & 63));
    } else if (code < 0x10000) {
      put(0xe0 | (code >> 12));
      put(0x80 | ((code >> 6) & 63));
      put(0x80 | (code & 63));
    } else {
      put(0xf0 | (code >> 18));
      put(0x80 | ((code >> 12) & 63));
      put(0x80 | ((code >> 6) & 63));
      put(0x80 | (code & 63));
    }
  }
  return bytes;
}

function sha256FirstWord(bytes: number[]): number {
  const bits = bytes.length * 8;
  bytes[bytes.length] = 0x80;
  while (bytes.length % 64 !== 56) bytes[bytes.length] = 0;
  for (let shift = 7; shift >= 0; shift--)
    bytes[bytes.length] = shift >= 4 ? floor(bits / 2 ** (8 * shift)) & 255 : (bits >>> (8 * shift)) & 255;
  const state: number[] = [];
  for (let i = 0; i < 8; i++) state[i] = initial[i]!;
  for (let at = 0; at < bytes.length; at += 64) mixBlock(state, bytes, at);
  return state[0]!;
}

function mixBlock(state: number[], bytes: readonly number[], at: number): void {
  const words: number[] = [];
  for (let i = 0; i < 16; i++) {
    const j = at + i * 4;
    words[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15]!;
    const b = words[i - 2]!;
    const small0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const small1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    words[i] = (words[i - 16]! + small0 + words[i - 7]! + small1) | 0;
  }
  let a = state[0]!,
    b = state[1]!,
    c = state[2]!,
    d = state[3]!,
    e = state[4]!,
    f = state[5]!,
    g = state[6]!,
    h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constants[i]! + words[i]!) | 0;
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const next = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i]! + next[i]!) | 0;
}

function rotate(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}
