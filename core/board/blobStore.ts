import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { codedError } from "../errors.js";
import { type DirectoryFile, pieceSize } from "./agentProtocol.js";

const hashForm = /^[0-9a-f]{64}$/;
const unusedForDays = 30;
const arrivingFolder = "arriving";

/** Contents by their SHA-256, each a file in a folder of one board: what was sent once is not sent again. */
export class BlobStore {
  readonly #folder: string;
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  has(hash: string): boolean {
    return existsSync(this.#file(hash));
  }

  /** Takes a content over from a file beside the store's own, whose hash has been seen to be right. */
  adopt(hash: string, file: string): void {
    const target = this.#file(hash);
    mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    renameSync(file, target);
  }

  /** A new file for a content that is arriving. */
  arrivingFile(): string {
    const folder = path.join(this.#folder, arrivingFolder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return path.join(folder, randomUUID());
  }

  /** @returns the hash. */
  add(bytes: Uint8Array): string {
    const hash = hashOf(bytes);
    const file = this.#file(hash);
    if (existsSync(file)) return hash;
    const arriving = this.arrivingFile();
    try {
      writeFileSync(arriving, bytes, { mode: 0o600 });
      this.adopt(hash, arriving);
    } finally {
      rmSync(arriving, { force: true });
    }
    return hash;
  }

  /** A piece of at most `pieceSize` bytes. */
  read(hash: string, offset: number): { readonly bytes: Buffer; readonly size: number } {
    const file = this.#existing(hash);
    const { size } = statSync(file);
    const bytes = Buffer.alloc(Math.max(0, Math.min(pieceSize, size - offset)));
    const descriptor = openSync(file, "r");
    try {
      readSync(descriptor, bytes, 0, bytes.length, offset);
    } finally {
      closeSync(descriptor);
    }
    return { bytes, size };
  }

  /** Makes `files` below `directory`, over what is there. @throws CodedError E_PROTOCOL for a path that leaves the directory or a content that is missing. */
  lay(directory: string, files: readonly DirectoryFile[]): void {
    for (const { path: name, hash } of files) {
      const target = path.join(directory, safePath(name));
      mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
      const source = this.#existing(hash);
      // The program may write to its own files: a copy (shared blocks where the file system can), never a link.
      rmSync(target, { force: true });
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
    }
    const now = new Date();
    for (const { hash } of files) utimesSync(this.#file(hash), now, now);
  }

  /** Deletes contents that no program has used for a month, and what was arriving when an agent ended. Called before anything arrives. */
  prune(): void {
    rmSync(path.join(this.#folder, arrivingFolder), { recursive: true, force: true });
    const oldest = Date.now() - unusedForDays * 24 * 3600 * 1000;
    for (const folder of readdirSync(this.#folder)) {
      for (const name of readdirSync(path.join(this.#folder, folder))) {
        const file = path.join(this.#folder, folder, name);
        if (statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
      }
    }
  }

  #existing(hash: string): string {
    const file = this.#file(hash);
    if (!existsSync(file)) throw codedError("E_PROTOCOL", `the content ${hash} is not on the board`);
    return file;
  }

  #file(hash: string): string {
    if (!hashForm.test(hash)) throw codedError("E_PROTOCOL", `not a hash: ${JSON.stringify(hash)}`);
    return path.join(this.#folder, hash.slice(0, 2), hash);
  }
}

/** SHA-256, hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** All files below a directory, sorted by path. */
export function listDirectory(directory: string): DirectoryFile[] {
  const files: DirectoryFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(path.join(directory, folder), { withFileTypes: true })) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(name);
      else if (entry.isFile()) {
        const bytes = readFileSync(path.join(directory, name));
        files.push({ path: name, hash: hashOf(bytes), size: bytes.length });
      }
    }
  };
  visit("");
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function safePath(name: string): string {
  const parts = name.split("/");
  if (name === "" || name.includes("\\") || name.includes("\0") || parts.some((part) => part === "" || part === "." || part === "..")) {
    throw codedError("E_PROTOCOL", `not a path inside a program: ${JSON.stringify(name)}`);
  }
  return path.join(...parts);
}
