import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { codedError } from "../errors.js";
import type { BlobStore } from "./blobStore.js";

interface Arriving {
  readonly file: string;
  readonly descriptor: number;
  readonly hash: Hash;
  size: number;
}

/**
 * What one connection sends to the store of a board, piece by piece. Each connection has its own files: several may send the same content at once, and none
 * of them sees half of what another sends.
 */
export class ContentReceiver {
  readonly #blobs: BlobStore;
  readonly #arriving = new Map<string, Arriving>();

  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  /** Takes the next piece. @throws CodedError E_PROTOCOL when pieces are out of order or the whole has another hash; whatever the file system says. */
  put(hash: string, offset: number, bytes: Uint8Array, last: boolean): void {
    if (offset === 0) this.#drop(hash);
    const arriving = this.#arriving.get(hash) ?? this.#begin(hash);
    if (arriving.size !== offset) throw codedError("E_PROTOCOL", `a piece of ${hash} at ${String(offset)} was not expected`);
    try {
      for (let written = 0; written < bytes.byteLength;) written += writeSync(arriving.descriptor, bytes, written);
      arriving.hash.update(bytes);
      arriving.size += bytes.byteLength;
      if (!last) return;
      const actual = arriving.hash.digest("hex");
      if (actual !== hash) throw codedError("E_DAMAGED", `a content arrived damaged: its SHA-256 is ${actual} instead of ${hash}`);
      this.#blobs.adopt(hash, arriving.file);
    } catch (error) {
      this.#drop(hash);
      throw error;
    }
    this.#drop(hash);
  }

  /** The connection is over: what it did not send to the end is forgotten. */
  close(): void {
    for (const hash of [...this.#arriving.keys()]) this.#drop(hash);
  }

  #begin(hash: string): Arriving {
    const file = this.#blobs.arrivingFile();
    const arriving = { file, descriptor: openSync(file, "wx", 0o600), hash: createHash("sha256"), size: 0 };
    this.#arriving.set(hash, arriving);
    return arriving;
  }

  #drop(hash: string): void {
    const arriving = this.#arriving.get(hash);
    if (!arriving) return;
    this.#arriving.delete(hash);
    closeSync(arriving.descriptor);
    rmSync(arriving.file, { force: true });
  }
}
