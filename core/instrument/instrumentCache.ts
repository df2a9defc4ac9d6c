import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { instrumentModule, type InstrumentedModule, type InstrumentOptions } from "./instrumentModule.js";
import { instrumenterVersion } from "./version.js";

/** Entries that no run has used for this long are removed. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

/** Instrumented files by content, shared by all programs of a user. */
export class InstrumentCache {
  readonly #directory: string;
  readonly #pruned = new Set<string>();

  /** @param directory by default `thingsmigrate/instrument` in `$XDG_CACHE_HOME` or `~/.cache` */
  constructor(directory = path.join(process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache"), "thingsmigrate", "instrument")) {
    this.#directory = directory;
  }

  /**
   * The instrumented form of a source, made now if it was never made before.
   * @throws InstrumentError
   */
  instrument(source: string, options: InstrumentOptions): { readonly result: InstrumentedModule; readonly cached: boolean } {
    const file = this.#fileOf(source, options);
    const known = read(file);
    if (known) return { result: known, cached: true };
    const result = instrumentModule(source, options);
    this.#write(file, result);
    return { result, cached: false };
  }

  #fileOf(source: string, { module, kind, tsconfig, profile = "default", frames = false }: InstrumentOptions): string {
    const hash = createHash("sha256");
    for (const part of [instrumenterVersion(), module, kind, profile, String(frames), tsconfig ?? "", source])
      hash.update(`${part.length}:`).update(part);
    const name = hash.digest("hex");
    return path.join(this.#directory, name.slice(0, 2), `${name}.json`);
  }

  /** A cache that can't be written only costs time. */
  #write(file: string, result: InstrumentedModule): void {
    const temporary = `${file}.${process.pid}.tmp`;
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      this.#prune(path.dirname(file));
      fs.writeFileSync(temporary, JSON.stringify(result));
      fs.renameSync(temporary, file);
    } catch {
      fs.rmSync(temporary, { force: true });
    }
  }

  #prune(bucket: string): void {
    if (this.#pruned.has(bucket)) return;
    this.#pruned.add(bucket);
    const oldest = Date.now() - keptFor;
    for (const name of fs.readdirSync(bucket)) {
      const file = path.join(bucket, name);
      if (fs.statSync(file).mtimeMs < oldest) fs.rmSync(file, { force: true });
    }
  }
}

function read(file: string): InstrumentedModule | null {
  try {
    const result = JSON.parse(fs.readFileSync(file, "utf8")) as InstrumentedModule;
    const now = new Date();
    fs.utimesSync(file, now, now);
    return result;
  } catch {
    return null;
  }
}
