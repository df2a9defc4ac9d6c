import { apply, construct, descriptorOf, defineProperty } from "./natives.js";
import { hidden, record } from "./records.js";

/** What a TextDecoder hides once it has been used with `stream: true`. */
export class DecodingState {
  encoding: string;
  fatal: boolean;
  ignoreBOM: boolean;
  /** Whether the stream has begun: a byte order mark is no longer one. */
  begun = false;
  /** Bytes of a character that is not complete yet. */
  pending: number[] = [];
  constructor(encoding: string, fatal: boolean, ignoreBOM: boolean) {
    this.encoding = encoding;
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
  }
}
record("TextDecoding", DecodingState, ["encoding", "fatal", "ignoreBOM", "begun", "pending"]);

interface Decoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
}

const Native = (globalThis as { TextDecoder?: new (label?: string, options?: object) => Decoder }).TextDecoder;
const prototype = Native?.prototype as object | undefined;
const nativeDecode =
  prototype === undefined ? undefined : (descriptorOf(prototype, "decode")?.value as (input: unknown, options?: object) => string);

/** Lets decoders note what a stream has left in them. Called once at start. */
export function installTextDecoders(looksNative: <T extends object>(f: T) => T): void {
  if (prototype === undefined || nativeDecode === undefined) return;
  const { decode } = {
    decode(this: Decoder, input?: unknown, options?: { stream?: unknown }): string {
      const stream = Boolean(options?.stream);
      const text = apply(nativeDecode as never, this, [input, { stream }] as never) as string;
      if (stream || hidden.get(this) !== undefined) note(this, input, stream);
      return text;
    },
  };
  defineProperty(decode, "length", { value: nativeDecode.length, configurable: true });
  defineProperty(prototype, "decode", { ...descriptorOf(prototype, "decode"), value: looksNative(decode) });
}

function note(decoder: Decoder, input: unknown, stream: boolean): void {
  let state = hidden.get(decoder) as DecodingState | undefined;
  if (state === undefined) {
    state = new DecodingState(decoder.encoding, decoder.fatal, decoder.ignoreBOM);
    hidden.set(decoder, state);
  }
  if (!stream) {
    state.begun = false;
    state.pending = [];
    return;
  }
  const bytes = bytesOf(input);
  if (bytes.length === 0) return;
  state.begun = true;
  // Four bytes tell all about a character of any encoding of Unicode.
  const tail = [...state.pending, ...bytes.subarray(Math.max(0, bytes.length - 8))];
  state.pending = tail.slice(tail.length - unfinished(state, tail, state.pending.length + bytes.length));
}

function bytesOf(input: unknown): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input as ArrayBuffer);
}

/** How many bytes at the end begin a character that goes on. @param total length of what the tail ends. */
function unfinished({ encoding }: DecodingState, tail: readonly number[], total: number): number {
  if (encoding === "utf-8") {
    for (let n = 1; n <= Math.min(3, tail.length); n++) {
      const byte = tail[tail.length - n] as number;
      if ((byte & 0xc0) === 0x80) continue;
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
      return needed > n ? n : 0;
    }
    return 0;
  }
  if (!encoding.startsWith("utf-16")) return 0;
  const odd = total % 2;
  const high = tail[tail.length - odd - (encoding === "utf-16le" ? 1 : 2)] ?? 0;
  return odd + ((high & 0xfc) === 0xd8 ? 2 : 0);
}

/** Encodings in which a character has several bytes, other than Unicode's: what is pending in them isn't known. */
export function cantTell({ encoding, begun }: DecodingState): boolean {
  return begun && /^(?:gb|big5|euc-|shift_jis|iso-2022)/.test(encoding);
}

/** Makes a decoder that goes on in the middle of its stream. */
export function makeDecoder(state: DecodingState): object {
  const decoder = construct(Native as never, [state.encoding, { fatal: state.fatal, ignoreBOM: state.ignoreBOM }] as never) as object;
  if (state.begun) {
    const letter = state.encoding === "utf-16le" ? [97, 0] : state.encoding === "utf-16be" ? [0, 97] : [97];
    for (const bytes of [letter, state.pending]) apply(nativeDecode as never, decoder, [new Uint8Array(bytes), { stream: true }] as never);
  }
  hidden.set(decoder, state);
  return decoder;
}
