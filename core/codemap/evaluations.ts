/**
 * A CommonJS file is evaluated again when the program has taken it out of `require.cache`, or when it threw. Each further evaluation has variables of its
 * own, so it is a module of its own: `lib.cjs?2`, with another tag. Its file, source and maps are those of `lib.cjs`.
 */

const again = /\?\d+$/;

/** The module id of the nth evaluation, n from 2. */
export function evaluationOf(module: string, n: number): string {
  return `${module}?${String(n)}`;
}

/** The module id under which a program's manifest knows the file: `lib.cjs` for `lib.cjs?2`. */
export function fileModule(module: string): string {
  return module.replace(again, "");
}

/** Where the resume code of a CommonJS module stands: its file stays, in case it is evaluated again. */
export function resumeFileOf(module: string, file: string): string {
  const n = module.slice(fileModule(module).length + 1);
  return `.thingsmigrate/resume/${n === "" ? "" : `${n}/`}${file}`;
}
