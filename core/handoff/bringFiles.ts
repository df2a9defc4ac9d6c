import { readFileSync } from "node:fs";
import path from "node:path";
import type { AgentConnection } from "../board/agentConnection.js";
import type { DirectoryFile } from "../board/agentProtocol.js";
import { hashOf, listDirectory } from "../board/blobStore.js";

/** Files with a way to their contents. */
export interface FileSource {
  readonly files: readonly DirectoryFile[];
  read(hash: string): Promise<Buffer>;
}

export type ReadContent = (hash: string) => Promise<Buffer>;

/**
 * Sees that a board has the contents of `files`, and of those of `more` whose paths are not among them; only what is missing is sent.
 * @returns all these files. `onSent` is told the bytes of each content sent.
 */
export async function bringFiles(
  target: AgentConnection,
  files: readonly DirectoryFile[],
  read: ReadContent,
  more?: FileSource,
  onSent?: (bytes: number) => void,
): Promise<DirectoryFile[]> {
  const paths = new Set(files.map((file) => file.path));
  const added = more?.files.filter((file) => !paths.has(file.path)) ?? [];
  const all = [...files, ...added];
  const { missing } = await target.request("missing", { hashes: [...new Set(all.map((file) => file.hash))] });
  const fromMore = new Set(added.map((file) => file.hash));
  for (const hash of missing) {
    const bytes = await (more && fromMore.has(hash) ? more.read(hash) : read(hash));
    await target.put(hash, bytes);
    onSent?.(bytes.length);
  }
  return all;
}

/** Contents of a board, each fetched once. */
export function contentReader(source: AgentConnection): ReadContent {
  const known = new Map<string, Promise<Buffer>>();
  return (hash) => {
    const content = known.get(hash) ?? source.fetch(hash);
    known.set(hash, content);
    return content;
  };
}

/** Files from memory. */
export function memorySource(entries: Iterable<readonly [path: string, content: string | Uint8Array]>): FileSource {
  const byHash = new Map<string, Buffer>();
  const files = [...entries].map(([name, content]): DirectoryFile => {
    const bytes = Buffer.from(content);
    const hash = hashOf(bytes);
    byHash.set(hash, bytes);
    return { path: name, hash, size: bytes.length };
  });
  return {
    files,
    read: (hash) => {
      const bytes = byHash.get(hash);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no content ${hash}`));
    },
  };
}

/** The files of a directory here. */
export function directorySource(directory: string): FileSource {
  const files = listDirectory(directory);
  const byHash = new Map(files.map((file) => [file.hash, file.path]));
  return {
    files,
    read: (hash) => {
      const name = byHash.get(hash);
      return name === undefined
        ? Promise.reject(new Error(`no content ${hash}`))
        : Promise.resolve(verified(readFileSync(path.join(directory, name)), hash, name));
    },
  };
}

function verified(bytes: Buffer, hash: string, name: string): Buffer {
  if (hashOf(bytes) !== hash) throw new Error(`${name} changed while it was being sent`);
  return bytes;
}
