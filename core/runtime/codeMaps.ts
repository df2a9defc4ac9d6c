import { fileModule } from "../codemap/evaluations.js";
import type { CodeMap } from "../codemap/codeMap.js";
import { codeTag } from "../codemap/codeTag.js";
import { host } from "./host.js";
import { program } from "./modules/definitions.js";

/** `.thingsmigrate/code/<module>.json` */
export interface CodeFile {
  readonly codeMap: CodeMap;
  readonly sourceMap: SourceMap | null;
}

export interface SourceMap {
  readonly sources: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
}

const codeFiles: Record<string, CodeFile | null> = Object.create(null) as Record<string, CodeFile | null>;
const sources: Record<string, string | null> = Object.create(null) as Record<string, string | null>;
const idsByTag: Record<string, string> = Object.create(null) as Record<string, string>;
const { parse } = JSON;

/** Code map and source map of a module, read when first asked for; undefined when the program has none. */
export function loadCodeMap(id: string): CodeFile | undefined {
  let file = codeFiles[id];
  if (file === undefined) {
    try {
      file = parse(host.readText(`${program.directory}/.thingsmigrate/code/${fileModule(id)}.json`)) as CodeFile;
      if (id !== file.codeMap.module) file = { ...file, codeMap: { ...file.codeMap, module: id, tag: codeTag(id) } };
      idsByTag[file.codeMap.tag] = id;
    } catch {
      file = null;
    }
    codeFiles[id] = file;
  }
  return file ?? undefined;
}

/** The source map of a module's code as it runs here: a resume program has its own. */
export function loadSourceMap(id: string): SourceMap | undefined {
  if (program.manifest.resume) {
    try {
      return parse(host.readText(`${program.directory}/.thingsmigrate/maps/${id}.json`)) as SourceMap;
    } catch {
      // Not in use when the program moved: its code is the instrumented program's.
    }
  }
  return loadCodeMap(id)?.sourceMap ?? undefined;
}

/** Original source of a module, read when first asked for. */
export function loadSource(id: string): string | undefined {
  let text = sources[id];
  if (text === undefined) {
    try {
      text = host.readText(`${program.directory}/.thingsmigrate/source/${fileModule(id)}`);
    } catch {
      text = null;
    }
    sources[id] = text;
  }
  return text ?? undefined;
}

/** The module whose code ids begin with a tag. Reads code maps until one has it. */
export function moduleOfTag(tag: string): string | undefined {
  const known = idsByTag[tag];
  if (known !== undefined) return known;
  for (const id of Object.keys(program.manifest.modules)) {
    if (loadCodeMap(id)?.codeMap.tag === tag) return id;
  }
  return undefined;
}
