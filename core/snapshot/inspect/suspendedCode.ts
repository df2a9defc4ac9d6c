import type { Value } from "../schema.js";
import { fieldOf, itemsOf, recordAt, refOf } from "./entryShape.js";
import type { SuspendedView } from "./inspection.js";
import { localsOf } from "./localsOf.js";
import { placeIn } from "./programCode.js";
import type { SnapshotInspector } from "./snapshotInspector.js";

/** Who drives a generator of the runtime, by the generator's entry. */
interface Driver {
  readonly kind: "async function" | "async generator" | "module";
  /** Entry of the driver's record. */
  readonly record: number;
  readonly result?: Value | undefined;
  readonly queue?: number;
}

/** Suspended generators, and async functions and modules by the generators they were lowered to; by the place where they stand. */
export function suspendedCode(inspector: SnapshotInspector): SuspendedView[] {
  const { entries } = inspector;
  const drivers = driversOf(inspector);
  const awaited = awaitedBy(inspector);
  const found: SuspendedView[] = [];
  entries.forEach((entry, ref) => {
    if (entry?.[0] !== "generator") return;
    const code = inspector.code.codeOf(entry[2]);
    const point = code?.entry.points?.[entry[3]];
    if (!code || !point) return;
    const driver = drivers.get(ref);
    const promise = driver && awaited.get(driver.record);
    found.push({
      ref,
      name: inspector.code.original(code).name,
      kind: driver?.kind ?? "generator",
      code: entry[2],
      place: placeIn(code.map, entry[3] === 0 ? code.entry : point),
      started: entry[3] > 0,
      path: inspector.path(ref),
      locals: localsOf(inspector, ref).map(({ where, name, value }) => inspector.variable(where, name, value)!),
      scopes: inspector.scopesOf(ref, code.map.module),
      ...(promise === undefined ? {} : { awaits: inspector.value([promise]) }),
      ...(driver?.result === undefined ? {} : { result: inspector.value(driver.result) }),
      ...(driver?.queue === undefined ? {} : { queue: driver.queue }),
    });
  });
  const order = (a: SuspendedView, b: SuspendedView): number =>
    a.place.file === b.place.file ? a.place.line - b.place.line || a.place.column - b.place.column : a.place.file < b.place.file ? -1 : 1;
  return found.sort((a, b) => order(a, b) || a.ref - b.ref);
}

/** What drives generators: async functions, async generators, modules at a top-level await. */
export function driversOf({ entries }: SnapshotInspector): ReadonlyMap<number, Driver> {
  const found = new Map<number, Driver>();
  entries.forEach((entry, record) => {
    if (entry?.[0] !== "record") return;
    const generator = refOf(fieldOf(entry, "generator"));
    if (generator === 0) return;
    if (entry[1] === "Activation") {
      const state = recordAt(entries, fieldOf(entry, "result"), "PromiseState");
      const promise = fieldOf(state, "promise");
      found.set(generator, { kind: "async function", record, result: refOf(promise) > 0 ? promise : undefined });
    } else if (entry[1] === "AsyncGenerator") {
      found.set(generator, { kind: "async generator", record, queue: itemsOf(entries, fieldOf(entry, "queue")).length });
    } else if (entry[1] === "Module") found.set(generator, { kind: "module", record });
  });
  // A module at a top-level await has both: it is the module.
  entries.forEach((entry, record) => {
    if (entry?.[0] === "record" && entry[1] === "Module" && refOf(fieldOf(entry, "generator")) > 0)
      found.set(refOf(fieldOf(entry, "generator")), { ...found.get(refOf(fieldOf(entry, "generator"))), kind: "module", record });
  });
  return found;
}

/** From the records that wait to the promises they wait for (the object, if there is one). */
function awaitedBy({ entries }: SnapshotInspector): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  entries.forEach((entry, id) => {
    if (entry?.[0] !== "record" || entry[1] !== "PromiseState") return;
    const waiting = fieldOf(entry, "waiting");
    const promise = refOf(fieldOf(entry, "promise")) || id;
    if (entries[refOf(waiting)]?.[0] === "record") found.set(refOf(waiting), promise);
    for (const one of itemsOf(entries, waiting)) found.set(refOf(one), promise);
  });
  return found;
}
