import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codedError } from "../errors.js";

const manifestFile = ".thingsmigrate/manifest.json";

/** Every file of a program directory, so that the next run can take away what it no longer makes. */
const listFile = ".thingsmigrate/files.json";

/** The directory of an instrumented program: written so that unchanged files stay untouched and files of an earlier run that are no longer made go away. */
export class ProgramDirectory {
  readonly path: string;
  readonly #written = new Set<string>();
  readonly #before: readonly string[];

  /** @throws CodedError E_OUT_DIRECTORY if it holds something that was not made by us */
  constructor(directory: string) {
    this.path = directory;
    this.#before = readList(directory);
    if (this.#before.length > 0) return;
    const names = fs.existsSync(directory) ? listNames(directory) : [];
    if (names.length > 0 && !fs.existsSync(path.join(directory, manifestFile))) {
      throw codedError("E_OUT_DIRECTORY", `${directory} is not empty and was not made by ThingsMigrate`);
    }
  }

  /** Writes a file below the directory, unless it is there with the same content. @throws CodedError E_WRITE */
  write(name: string, content: string | Uint8Array): void {
    const file = path.join(this.path, name);
    this.#written.add(name);
    try {
      const bytes = Buffer.from(content as string);
      if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return;
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, bytes);
    } catch (error) {
      throw codedError("E_WRITE", error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  /** @throws CodedError E_NOT_BUILT */
  copyRuntime(from: string | undefined): void {
    const runtime = from ?? runtimeDirectory();
    for (const name of ["start.cjs", "bare.js"]) this.write(`.thingsmigrate/${name}`, readBuilt(path.join(runtime, name)));
  }

  /** Removes what an earlier run made and this one did not. */
  finish(): void {
    for (const name of this.#before) {
      if (!this.#written.has(name)) fs.rmSync(path.join(this.path, name), { force: true });
    }
    this.#written.add(listFile);
    fs.mkdirSync(path.dirname(path.join(this.path, listFile)), { recursive: true });
    fs.writeFileSync(path.join(this.path, listFile), JSON.stringify([...this.#written].sort()));
  }
}

/** Where the built runtime is: beside the bundled command line, or in the checkout's dist/. */
function runtimeDirectory(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const found = [path.join(here, "runtime"), path.join(here, "../../dist/runtime")].find((directory) =>
    fs.existsSync(path.join(directory, "start.cjs")),
  );
  if (found === undefined) throw codedError("E_NOT_BUILT", "dist/runtime/start.cjs is missing");
  return found;
}

function readBuilt(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch {
    throw codedError("E_NOT_BUILT", `${file} is missing`);
  }
}

function readList(directory: string): string[] {
  try {
    const list: unknown = JSON.parse(fs.readFileSync(path.join(directory, listFile), "utf8"));
    return Array.isArray(list) ? list.filter((name): name is string => typeof name === "string" && !name.split("/").includes("..")) : [];
  } catch {
    return [];
  }
}

function listNames(directory: string): string[] {
  try {
    return fs.readdirSync(directory);
  } catch {
    throw codedError("E_OUT_DIRECTORY", `${directory} is not a directory`);
  }
}
