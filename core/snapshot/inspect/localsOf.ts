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
  const { values = [], own = [] } = code.entry.points?.[entry[3]] ?? {};
  const { map, n } = code;
  const local = (name: string, value: Value | undefined): Local[] => {
    const declaring = [...map.scopes.keys()].filter((one) => map.scopes[one]!.function === n && map.scopes[one]!.bindings.includes(name));
    // Which of several it is, the code map does not say: then it has no place.
    const scope = declaring.length === 1 ? declaring[0]! : -1;
    const isKnown = value !== undefined && variableOf(map, map.scopes[scope], name) !== undefined;
    return isKnown ? [{ where: { map, scope }, name, value }] : [];
  };
  return [...values.flatMap((name, at) => local(name, entry[4][at])), ...own.flatMap((capture, at) => local(capture.name, entry[6][at]))];
}
