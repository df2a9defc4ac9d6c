import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import { fileModule } from "../codemap/evaluations.js";
import type { Manifest, Profile } from "../codemap/manifest.js";
import { codedError } from "../errors.js";
import type { Snapshot } from "../snapshot/container.js";
import type { CodeUse } from "../snapshot/schema.js";
import { needsErasing } from "../instrument/eraseTypes.js";
import { composeMaps } from "../instrument/print/composeMaps.js";
import { resumeGenerator } from "../resume/generateResume.js";

/** What a resume program has beside the files of the program it comes from, or instead of them; the snapshot is not among them. */
export type ResumeFiles = ReadonlyMap<string, string | Uint8Array>;

/** Makes the files of the resume program from what a capture says. Called while the program stands still. */
export type MakeResumeFiles = (codeUse: readonly CodeUse[]) => ResumeFiles;

/** Reads a file of the program directory by its path in it. */
export type ReadProgramFile = (file: string) => string;

/**
 * A maker of resume files for one program, whose manifest and original sources `read` finds. They are the same on every hop: a resume program is always
 * made from the original. Called again, it only makes what differs.
 * @param profile of the code to make, if the target needs another one than the program was made with
 */
export function resumeFilesMaker(read: ReadProgramFile, profile?: Profile): MakeResumeFiles {
  const known = JSON.parse(read(".thingsmigrate/manifest.json")) as Manifest;
  const manifest = profile === undefined ? known : { ...known, profile };
  const generate = resumeGenerator({ manifest, readSource: (module) => read(`.thingsmigrate/source/${module}`) });
  const composed = new WeakMap<EncodedSourceMap, string>();
  /** From the resume module to the file that the user wrote. */
  const mapOf = (module: string, map: EncodedSourceMap): string => {
    let text = composed.get(map);
    if (text === undefined) {
      const file = fileModule(module);
      const compiled = needsErasing(file) ? (JSON.parse(read(codeFile(file))) as CodeFile).javascriptMap : null;
      const { sources, names, mappings } = compiled === null ? map : composeMaps(map, compiled);
      composed.set(map, (text = JSON.stringify({ version: 3, sources, names, mappings })));
    }
    return text;
  };
  return (codeUse) => {
    const resume = generate(codeUse);
    const files = new Map<string, string>(resume.files);
    for (const [module, map] of resume.maps) files.set(`.thingsmigrate/maps/${module}.json`, mapOf(module, map));
    files.set(".thingsmigrate/manifest.json", JSON.stringify(resume.manifest));
    return files;
  };
}

/** Whether a file of an instrumented program's directory is one that `resumeFilesMaker` reads. */
export function isReadForResume(file: string): boolean {
  if (file === ".thingsmigrate/manifest.json" || file.startsWith(".thingsmigrate/source/")) return true;
  return file.startsWith(codeFolder) && needsErasing(file.slice(codeFolder.length, -".json".length));
}

const codeFolder = ".thingsmigrate/code/";

function codeFile(module: string): string {
  return `${codeFolder}${module}.json`;
}

/** What is read of `.thingsmigrate/code/<module>.json`. */
interface CodeFile {
  readonly javascriptMap: EncodedSourceMap | null;
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
