import type { Entry, Properties, Slot, Value } from "../schema.js";
import { commonOf, intrinsicName, isReference, itemsOf, propertyOf, refOf, symbolText, valueIn } from "./entryShape.js";
import type { ListenersView } from "./inspection.js";
import { plainText } from "./plainText.js";
import type { SnapshotInspector } from "./snapshotInspector.js";

/** Listeners of every EventEmitter (objects with `_events`), those of the host such as `process` first. */
export function listenersOf(inspector: SnapshotInspector): ListenersView[] {
  const { entries, body } = inspector;
  const found: ListenersView[] = [];
  for (const line of body.realm) {
    const owner = entries[refOf(line[1])];
    if (owner?.[0] !== "intrinsic") continue;
    const path = intrinsicName(owner[1]);
    if (path.endsWith("._events")) found.push(...eventsIn(inspector, path.slice(0, -"._events".length), line[2]));
    else {
      const events = commonOf(entries[refOf(valueIn(slotOf(line[2], "_events")))]);
      if (events) found.push(...eventsIn(inspector, path, events[2]));
    }
  }
  entries.forEach((entry, ref) => {
    const events = commonOf(entries[refOf(valueIn(propertyOf(entry, "_events")))]);
    if (events) found.push(...eventsIn(inspector, inspector.path(ref), events[2]));
  });
  return found;
}

function slotOf(properties: Properties, key: string): Slot | undefined {
  for (let i = 0; i < properties.length; i += 2) if (properties[i] === key) return properties[i + 1];
  return undefined;
}

function* eventsIn(inspector: SnapshotInspector, emitter: string, events: Properties): Generator<ListenersView> {
  for (let i = 0; i < events.length; i += 2) {
    const key = events[i];
    const event = plainText(typeof key === "string" ? key : symbolText(inspector.entries[refOf(key)]));
    const value = valueIn(events[i + 1]);
    if (!isReference(value)) continue;
    const list: readonly Value[] = inspector.entries[value[0]]?.[0] === "array" ? itemsOf(inspector.entries, value) : [value];
    const listeners = list.map((listener) => {
      const entry: Entry | undefined = inspector.entries[refOf(listener)];
      const once = entry?.[0] === "stateful" && entry[2] === "events.once";
      const original = once ? (valueIn(propertyOf(entry, "listener")) ?? listener) : listener;
      const { place } = inspector.functionAt(original);
      return { value: inspector.value(original), ...(place ? { place } : {}), once };
    });
    yield { emitter: plainText(emitter), event, listeners };
  }
}
