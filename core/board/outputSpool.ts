import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import type { OutputOffsets, OutputStream } from "./programProcess.js";

/** Milliseconds until a disk that was full is tried again. */
const retryAfter = 500;

/**
 * The output of one epoch of a program, in two files. Offsets count from the program's very first byte: `base` is where this epoch begins, so that a
 * follower can go from one board to the next by offset alone.
 */
export class OutputSpool {
  readonly #files: readonly [number, number];
  readonly #listeners = new Set<() => void>();
  /** Bytes that the disk had no room for, in order. */
  readonly #waiting: readonly [Buffer[], Buffer[]] = [[], []];
  #discarding = false;
  #retry: NodeJS.Timeout | undefined;
  #base: OutputOffsets;
  #sizes: [number, number];

  constructor(folder: string, base: OutputOffsets) {
    this.#files = [openSync(path.join(folder, "stdout"), "a+", 0o600), openSync(path.join(folder, "stderr"), "a+", 0o600)];
    this.#base = base;
    this.#sizes = [fstatSync(this.#files[0]).size, fstatSync(this.#files[1]).size];
  }

  get base(): OutputOffsets {
    return this.#base;
  }

  /** A target learns where its output begins only when the source is frozen; nothing has been written then. */
  set base(base: OutputOffsets) {
    this.#base = base;
  }

  get end(): OutputOffsets {
    return [this.#base[0] + this.#sizes[0], this.#base[1] + this.#sizes[1]];
  }

  /** Called with true when the disk takes no more, and with false when it has taken everything. */
  onBlocked: (blocked: boolean) => void = () => undefined;

  /** Whether some bytes wait for room on the disk. */
  get blocked(): boolean {
    return this.#waiting[0].length + this.#waiting[1].length > 0;
  }

  /** Nothing is lost when the disk is full: what does not fit waits here, in order, and `onBlocked` says that no more should come. */
  append(stream: OutputStream, bytes: Uint8Array): void {
    const wasBlocked = this.blocked;
    this.#waiting[stream].push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (!wasBlocked) this.#write();
  }

  /** From now on what the disk has no room for is lost: nobody will make room for it. */
  discard(): void {
    this.#discarding = true;
    this.#write();
  }

  #write(): void {
    const wasRetrying = this.#retry !== undefined;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    try {
      for (const stream of [0, 1] as const) this.#writeWaiting(stream);
      if (wasRetrying) this.onBlocked(false);
    } catch {
      if (this.#discarding) {
        for (const pieces of this.#waiting) pieces.length = 0;
        this.onBlocked(false);
        return;
      }
      // Full, or over a limit: both may end.
      this.#retry = setTimeout(() => {
        this.#write();
      }, retryAfter);
      if (!wasRetrying) this.onBlocked(true);
    }
    this.notify();
  }

  #writeWaiting(stream: OutputStream): void {
    const pieces = this.#waiting[stream];
    for (let piece = pieces[0]; piece; piece = pieces[0]) {
      const written = piece.length === 0 ? 0 : writeSync(this.#files[stream], piece);
      this.#sizes[stream] += written;
      if (written === piece.length) pieces.shift();
      else pieces[0] = piece.subarray(written);
    }
  }

  /** At most `length` bytes from `offset` on; empty at the end. An offset before `base` is an error of the caller. */
  read(stream: OutputStream, offset: number, length: number): Buffer {
    const from = offset - this.#base[stream];
    if (from < 0) throw new RangeError(`offset ${offset} is before this epoch`);
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.#sizes[stream] - from)));
    const count = bytes.length === 0 ? 0 : readSync(this.#files[stream], bytes, 0, bytes.length, from);
    return bytes.subarray(0, count);
  }

  /** Calls `listener` after each change of output or, by `notify`, of the program's state. @returns what stops that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  close(): void {
    clearTimeout(this.#retry);
    for (const file of this.#files) closeSync(file);
  }
}
