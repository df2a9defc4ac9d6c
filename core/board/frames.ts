import { codedError } from "../errors.js";

/** A message of the program control protocol or of the agent protocol: one line of JSON whose `bytes` says how many raw bytes follow. */
export interface Frame {
  readonly header: FrameHeader;
  readonly bytes: Buffer;
}

export type FrameHeader = Readonly<Record<string, unknown>>;

/** A longer line is an attack or a lost boundary: `codeUse` of a program with 10^5 functions in use stays below 1 MiB. */
const maximumHeader = 64 * 1024 * 1024;
const maximumBytes = 0xffff_ffff;
const newline = 0x0a;

/** One frame as it goes over the wire. `bytes` in the header is set here. */
export function encodeFrame(header: object, bytes?: Uint8Array): Buffer {
  const length = bytes?.byteLength ?? 0;
  const line = Buffer.from(JSON.stringify(length === 0 ? header : { ...header, bytes: length }) + "\n");
  return bytes === undefined || length === 0 ? line : Buffer.concat([line, bytes]);
}

/** Puts frames together from chunks as they come. Linear in the bytes received: chunks are joined once, when a frame is complete. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #length = 0;
  #searched = 0;
  #header: FrameHeader | undefined;
  #wanted = 0;

  /** @returns the frames that `chunk` completes. @throws CodedError E_PROTOCOL when the stream can't be frames. */
  push(chunk: Uint8Array): Frame[] {
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#length += chunk.byteLength;
    const frames: Frame[] = [];
    for (;;) {
      this.#header ??= this.#readHeader();
      if (this.#header === undefined || this.#length < this.#wanted) return frames;
      frames.push({ header: this.#header, bytes: this.#take(this.#wanted) });
      this.#header = undefined;
      this.#wanted = 0;
    }
  }

  /** Whether a frame has begun and is not complete: at the end of a stream, something was cut off. */
  get inFrame(): boolean {
    return this.#length > 0 || this.#header !== undefined;
  }

  #readHeader(): FrameHeader | undefined {
    // `#searched` bytes are known to hold no newline.
    let before = 0;
    for (const chunk of this.#chunks) {
      const from = Math.max(0, this.#searched - before);
      const at = from < chunk.length ? chunk.indexOf(newline, from) : -1;
      if (at >= 0) {
        this.#searched = 0;
        const header = parseHeader(this.#take(before + at + 1));
        this.#wanted = typeof header["bytes"] === "number" ? header["bytes"] : 0;
        return header;
      }
      before += chunk.length;
    }
    this.#searched = this.#length;
    if (this.#length > maximumHeader) throw codedError("E_PROTOCOL", "a message header without end");
    return undefined;
  }

  #take(count: number): Buffer {
    const all = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
    this.#length -= count;
    this.#chunks = this.#length === 0 ? [] : [all.subarray(count)];
    return all.subarray(0, count);
  }
}

function parseHeader(line: Buffer): FrameHeader {
  let header: unknown;
  try {
    header = JSON.parse(line.toString("utf8"));
  } catch (cause) {
    throw codedError("E_PROTOCOL", `not a message header: ${JSON.stringify(line.subarray(0, 80).toString("latin1"))}`, { cause });
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    throw codedError("E_PROTOCOL", "a message header must be an object");
  const bytes = (header as FrameHeader)["bytes"];
  if (bytes !== undefined && (typeof bytes !== "number" || !Number.isInteger(bytes) || bytes < 0 || bytes > maximumBytes)) {
    throw codedError("E_PROTOCOL", `impossible length ${JSON.stringify(bytes)} in a message header`);
  }
  return header as FrameHeader;
}
