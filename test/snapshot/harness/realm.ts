import { buildSync } from "esbuild";
import vm from "node:vm";
import type { CodeUse } from "../../../core/snapshot/schema.js";
import type { Manifest } from "../../../core/codemap/manifest.js";
import type { CaptureWork } from "../../../core/runtime/capture.js";
import type { RestoreWork } from "../../../core/runtime/restore.js";
import { instrumentModule } from "../../../core/instrument/instrumentModule.js";
import { generateResume, tablesFile } from "../../../core/resume/generateResume.js";

const bundle = buildSync({
  entryPoints: [new URL("./realmRuntime.ts", import.meta.url).pathname],
  bundle: true,
  write: false,
  format: "iife",
  target: "node18",
}).outputFiles[0]!.text;

export interface Captured {
  readonly text: string;
  readonly codeUse: CodeUse[];
  readonly work: CaptureWork;
}

/** A fresh realm with the snapshot part of the runtime in it. */
export class Realm {
  readonly output: string[] = [];
  private readonly context: vm.Context;
  private readonly harness: {
    run(ids: string[]): void;
    capture(): Captured;
    restore(text: string): RestoreWork;
    get(id: string, name: string): unknown;
  };

  constructor() {
    this.context = vm.createContext({ print: (line: unknown) => this.output.push(String(line)) });
    this.evaluate(bundle);
    this.harness = this.evaluate("harness") as never;
  }

  evaluate(code: string, filename?: string): unknown {
    return vm.runInContext(code, this.context, filename === undefined ? {} : { filename });
  }

  run(ids: string[]): void {
    this.harness.run(ids);
  }

  capture(): Captured {
    return this.harness.capture();
  }

  restore(text: string): RestoreWork {
    return this.harness.restore(text);
  }

  /** Calls a function of a module. */
  call(id: string, name: string, ...args: unknown[]): unknown {
    return (this.harness.get(id, name) as (...args: unknown[]) => unknown)(...args);
  }
}

/** A program of ES modules, by id. Started, and moved any number of times from realm to realm. */
export class Program {
  realm = new Realm();
  captured: Captured | undefined;
  restored: RestoreWork | undefined;
  private readonly sources: Readonly<Record<string, string>>;
  private readonly ids: string[];

  constructor(sources: Readonly<Record<string, string>>) {
    this.sources = sources;
    this.ids = Object.keys(sources);
    for (const id of this.ids) this.realm.evaluate(instrumentModule(this.sources[id]!, { module: id, kind: "esm" }).code, id);
    this.realm.run(this.ids);
  }

  /** Captures and goes on in a fresh realm. Says what the snapshot is. */
  move(): Captured {
    const captured = this.realm.capture();
    const next = new Realm();
    const made = generateResume({ manifest: this.manifest(), readSource: (id) => this.sources[id]!, codeUse: captured.codeUse });
    next.evaluate(made.files.get(tablesFile)!);
    for (const id of this.ids) next.evaluate(made.files.get(id)!, id);
    this.restored = next.restore(captured.text);
    next.output.push(...this.realm.output);
    this.realm = next;
    this.captured = captured;
    return captured;
  }

  /** Calls a function of the last module. */
  call(name: string, ...args: unknown[]): unknown {
    return this.realm.call(this.ids[this.ids.length - 1]!, name, ...args);
  }

  private manifest(): Manifest {
    const modules = Object.fromEntries(this.ids.map((id) => [id, { kind: "esm" as const, sourceHash: "", file: id, imports: {} }]));
    return { version: 1, instrumenter: "", profile: "default", entry: this.ids[0]!, root: "", modules, programHash: "", resume: false };
  }
}
