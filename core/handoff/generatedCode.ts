import { fileModule, resumeFileOf } from "../codemap/evaluations.js";
import type { Snapshot } from "../snapshot/container.js";
import { manifestOf } from "../snapshot/container.js";
import { resumeFilesOf } from "./resumeFiles.js";

/** The generated code of one module. */
export interface GeneratedModule {
  /** Module id. */
  readonly module: string;
  /** Path of the file in the resume program. */
  readonly file: string;
  readonly code: string;
  /** Source map v3 from `code` to the file that the user wrote, whose text is in it. */
  readonly map: string;
}

/** The code that goes on from a snapshot: path of each module in the resume program -> its text. @throws CodedError E_SNAPSHOT_INVALID */
export function generatedCode(snapshot: Snapshot): Map<string, string> {
  return new Map(generatedModules(snapshot).map(({ file, code }) => [file, code]));
}

/** The modules that are generated, in the order in which the program first asked for them. @throws CodedError E_SNAPSHOT_INVALID */
export function generatedModules(snapshot: Snapshot): GeneratedModule[] {
  const files = resumeFilesOf(snapshot);
  const { modules } = manifestOf(snapshot);
  return snapshot.description.codeUse.flatMap(({ module }): GeneratedModule[] => {
    const known = modules[fileModule(module)];
    if (known === undefined) return [];
    const again = module === fileModule(module) ? undefined : resumeFileOf(module, known.file);
    const file = again ?? known.file;
    const code = files.get(resumeFileOf(module, known.file)) ?? files.get(known.file);
    const map = files.get(`.thingsmigrate/maps/${module}.json`);
    if (code === undefined || map === undefined) return [];
    return [{ module, file, code: text(code), map: withSource(JSON.parse(text(map)) as object, sourceOf(snapshot, module)) }];
  });
}

/** The file that the user wrote, TypeScript included: the map of the instrumented module holds it. */
function sourceOf({ files }: Snapshot, module: string): string | null {
  const id = fileModule(module);
  const bytes = files.get(`.thingsmigrate/code/${id}.json`);
  const { sourceMap } = bytes ? (JSON.parse(bytes.toString("utf8")) as { sourceMap?: { sourcesContent?: (string | null)[] } }) : {};
  return sourceMap?.sourcesContent?.[0] ?? files.get(`.thingsmigrate/source/${id}`)?.toString("utf8") ?? null;
}

function withSource(map: object, source: string | null): string {
  return JSON.stringify({ ...map, sourcesContent: [source] });
}

function text(content: string | Uint8Array): string {
  return typeof content === "string" ? content : Buffer.from(content).toString("utf8");
}
