import { fieldOf, refOf } from "./entryShape.js";
import { driversOf } from "./suspendedCode.js";
import type { SnapshotInspector } from "./snapshotInspector.js";

/** Names for what only the runtime holds: async functions that wait (`poll()`), callbacks of timers (`timer of 100 ms`). */
export function* waysIn(inspector: SnapshotInspector): Generator<readonly [label: string, id: number]> {
  const { entries, code } = inspector;
  for (const [generator, { kind }] of driversOf(inspector)) {
    const entry = entries[generator];
    const found = entry?.[0] === "generator" ? code.codeOf(entry[2]) : undefined;
    if (found && kind !== "module") yield [`${code.original(found).name || "(anonymous)"}()`, generator];
  }
  for (const { ref, name, kind } of inspector.stack()) if (kind !== "module") yield [`${name || "(anonymous)"}()`, ref];
  for (const entry of entries) {
    if (entry?.[0] !== "record" || entry[1] !== "Timer") continue;
    const callback = refOf(fieldOf(entry, "callback"));
    if (callback > 0) yield [`timer of ${String(fieldOf(entry, "delay"))} ms`, callback];
  }
}
