import type { ModuleKind } from "./codeMap.js";

/**
 * How functions of the program are recognized. `default`: by the marker in their text. `portable`: every function has a report line and every class
 * registers itself, so that engines without function source can be asked. Ids, scopes and snapshots are the same.
 */
export type Profile = "default" | "portable";

/** Where programs can be captured unless something else is asked for: in the middle of turns too, or only between them. */
export const framesByDefault = false;

/** `.thingsmigrate/manifest.json` of an instrumented program or of a resume program. */
export interface Manifest {
  readonly version: 1;
  /** Version of the instrumenter that made it. */
  readonly instrumenter: string;
  readonly profile: Profile;
  /** Whether the code can be captured with frames on its stack: it has safepoints, and `.thingsmigrate/calls/` lists the places of its calls. */
  readonly frames?: true;
  /** Module id of the entry. */
  readonly entry: string;
  /** Absolute path of the program's root on the machine where it was instrumented; `import.meta.url` and `__filename` are formed from the root of the board it runs on. */
  readonly root: string;
  readonly modules: Readonly<Record<string, ManifestModule>>;
  /** SHA-256 over the sorted `module id, source hash` pairs: the program's identity. */
  readonly programHash: string;
  /** Whether this is a resume program, which has `snapshot.tms`. */
  readonly resume: boolean;
}

export interface ManifestModule {
  readonly kind: ModuleKind;
  /** SHA-256 of the original source, hex. */
  readonly sourceHash: string;
  /** Path of the module's file below the program directory. */
  readonly file: string;
  /** In a resume program: path of the resume code of a CommonJS module, whose `file` stays as it is. */
  readonly resumeFile?: string;
  /**
   * Specifier as written -> module id, or `node:…` for a builtin of the host. Where a file both imports and requires the same specifier and they mean
   * different files (conditional exports), the second way has an entry of its own: `import:x` in CommonJS, `require:x` in an ES module.
   * A specifier that resolved to nothing has no entry: loading it throws as in Node.
   */
  readonly imports: Readonly<Record<string, string>>;
}
