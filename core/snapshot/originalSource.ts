import type { Snapshot } from "./container.js";

/** A module's source as its author wrote it, TypeScript with its types: places in code maps mean this text. `undefined` when the snapshot has none. */
export function originalSource({ files }: Snapshot, module: string): string | undefined {
  const code = files.get(`.thingsmigrate/code/${module}.json`);
  if (!code) return undefined;
  try {
    const { sourceMap } = JSON.parse(code.toString("utf8")) as { sourceMap?: { sourcesContent?: unknown } };
    const [text] = Array.isArray(sourceMap?.sourcesContent) ? (sourceMap.sourcesContent as unknown[]) : [];
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}
