import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import type { OutputOffsets, OutputStream } from "./programProcess.js";

/**
 * The output of one epoch of a program, in two files. Offsets count from the program's very first byte: `base` is where this epoch begins, so that a
 * follower can go from one board to the next by offset alone.
 */
export class OutputSpool {
  readonly #files: readonly [number, number];
  readonly #listeners = new Set<() => void>();
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

  append(stream: OutputStream, bytes: Uint8Array): void {
    for (let written = 0; written < bytes.byteLength;) written += writeSync(this.#files[stream], bytes, written);
    this.#sizes[stream] += bytes.byteLength;
    this.notify();
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
    for (const file of this.#files) closeSync(file);
  }
}
