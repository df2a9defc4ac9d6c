import type { CodeMap } from "../../codemap/codeMap.js";
import type { Value } from "../schema.js";
import { variableOf } from "./programCode.js";
import type { SnapshotInspector } from "./snapshotInspector.js";

/** A local of suspended code that its author knows of. */
interface Local {
  readonly where: { readonly map: CodeMap; readonly scope: number };
  readonly name: string;
  readonly value: Value;
}

/** Locals of a suspended generator or of a frame: those by value, then those that closures share. What the instrumenter has added is left out. */
export function localsOf(inspector: SnapshotInspector, ref: number): Local[] {
  const entry = inspector.entries[ref];
  if (entry?.[0] !== "generator" && entry?.[0] !== "frame") return [];
  const code = inspector.code.codeOf(entry[2]);
  if (!code) return [];
  const { map } = code;
  const { values = [], own = [], scope: innermost = code.entry.scope } = code.entry.points?.[entry[3]] ?? {};
  const local = (name: string, value: Value | undefined): Local[] => {
    let scope = innermost;
    while (scope > 0 && map.scopes[scope]?.bindings.includes(name) === false) scope = map.scopes[scope]!.parent;
    const isKnown = value !== undefined && variableOf(map, map.scopes[scope], name) !== undefined;
    return isKnown ? [{ where: { map, scope }, name, value }] : [];
  };
  return [...values.flatMap((name, at) => local(name, entry[4][at])), ...own.flatMap((capture, at) => local(capture.name, entry[6][at]))];
}
