import { fieldOf, itemsOf, recordAt, refOf } from "./entryShape.js";
import type { FrameView } from "./inspection.js";
import { localsOf } from "./localsOf.js";
import { cut, plainText } from "./plainText.js";
import { placeIn } from "./programCode.js";
import type { SnapshotInspector } from "./snapshotInspector.js";

/** Longest line of source that is shown. */
const sourceLength = 200;

/** The frames of a program that stood in the middle of a turn, innermost first. */
export function stackOf(inspector: SnapshotInspector): FrameView[] {
  const { entries, code } = inspector;
  const lines = new Map<string, readonly string[]>();
  const lineOf = (module: string, line: number): string => {
    let all = lines.get(module);
    if (!all) lines.set(module, (all = (inspector.source(module) ?? "").split(/\r\n|[\n\r\u2028\u2029]/)));
    return plainText(cut((all[line - 1] ?? "").trim(), sourceLength));
  };
  return itemsOf(entries, fieldOf(recordAt(entries, inspector.root("stack")), "frames")).flatMap((item): FrameView[] => {
    const ref = refOf(item);
    const entry = entries[ref];
    const found = entry?.[0] === "frame" ? code.codeOf(entry[2]) : undefined;
    if (entry?.[0] !== "frame" || !found) return [];
    const { map } = found;
    const at = found.entry.points?.[entry[3]] ?? found.entry;
    const { name, kind } = code.original(found);
    return [
      {
        ref,
        name,
        kind,
        code: entry[2],
        place: placeIn(map, at),
        source: lineOf(map.module, at.line),
        locals: localsOf(inspector, ref).map((local) => inspector.variable(local.where, local.name, local.value)!),
        scopes: inspector.scopesOf(ref, map.module),
      },
    ];
  });
}
