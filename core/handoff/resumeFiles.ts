import type { Manifest } from "../codemap/manifest.js";
import { codedError } from "../errors.js";
import type { Snapshot } from "../snapshot/container.js";
import type { CodeUse } from "../snapshot/schema.js";
import { generateResume } from "../resume/generateResume.js";

/** What a resume program has beside the files of the program it comes from, or instead of them; the snapshot is not among them. */
export type ResumeFiles = ReadonlyMap<string, string | Uint8Array>;

/** Makes the files of the resume program from what a capture says. Called while the program stands still. */
export type MakeResumeFiles = (codeUse: readonly CodeUse[]) => ResumeFiles;

/** Reads a file of the program directory by its path in it. */
export type ReadProgramFile = (file: string) => string;

/**
 * A maker of resume files for one program, whose manifest and original sources `read` finds. They are the same on every hop: a resume program is always
 * made from the original.
 */
export function resumeFilesMaker(read: ReadProgramFile): MakeResumeFiles {
  const manifest = JSON.parse(read(".thingsmigrate/manifest.json")) as Manifest;
  const sources = new Map<string, string>();
  const readSource = (module: string): string => {
    const known = sources.get(module);
    if (known !== undefined) return known;
    const source = read(`.thingsmigrate/source/${module}`);
    sources.set(module, source);
    return source;
  };
  return (codeUse) => {
    const resume = generateResume({ manifest, readSource, codeUse: [...codeUse] });
    const files = new Map<string, string>(resume.files);
    files.set(".thingsmigrate/manifest.json", JSON.stringify(resume.manifest));
    return files;
  };
}

/** The resume program of a snapshot: what its code needs beside the files in it. */
export function resumeFilesOf({ files, description }: Snapshot): ResumeFiles {
  const make = resumeFilesMaker((path) => {
    const bytes = files.get(path);
    if (!bytes) throw codedError("E_SNAPSHOT_INVALID", `it holds no ${path}`);
    return bytes.toString("utf8");
  });
  return make(description.codeUse);
}
