import type { Entry, Properties, Slot, Value } from "../schema.js";
import { elementsOf } from "./bufferBytes.js";
import { commonOf, fieldOf, hiddenOf, isRecord, refOf, symbolText } from "./entryShape.js";
import type { ChildView, ValueView } from "./inspection.js";
import { cut, plainText } from "./plainText.js";
import { variableOf } from "./programCode.js";
import { localsOf } from "./localsOf.js";
import type { SnapshotInspector } from "./snapshotInspector.js";

/** Children, each made when it is asked for. */
interface Children {
  readonly total: number;
  at(index: number): ChildView;
}

/** What is inside of an entry: items, captured variables, own properties, private names, slots; in this order. */
export function childrenOf(inspector: SnapshotInspector, ref: number): Children {
  const entry = inspector.entries[ref];
  if (!entry) return { total: 0, at: nothing };
  const parts = [...contentOf(inspector, entry, ref), propertiesOf(inspector, entry), slotsOf(inspector, entry)];
  return {
    total: parts.reduce((sum, part) => sum + part.total, 0),
    at(index) {
      for (const part of parts) {
        if (index < part.total) return part.at(index);
        index -= part.total;
      }
      return nothing();
    },
  };
}

export function childCount(inspector: SnapshotInspector, ref: number): number {
  return childrenOf(inspector, ref).total;
}

function nothing(): never {
  throw new RangeError("there is no such child");
}

function listed(children: readonly (() => ChildView)[]): Children {
  return { total: children.length, at: (index) => children[index]!() };
}

function* contentOf(inspector: SnapshotInspector, entry: Entry, ref: number): Generator<Children> {
  switch (entry[0]) {
    case "array": {
      const items = entry[3];
      yield { total: items.length, at: (index) => child(inspector, "index", String(index), items[index]) };
      return;
    }
    case "view": {
      const bytes = inspector.buffers.get(refOf(entry[3]));
      const elements = bytes && elementsOf(bytes, entry[2], entry[4], entry[5]);
      if (elements)
        yield {
          total: elements.length,
          at: (index) => {
            const preview = elements.at(index);
            return { kind: "index", name: String(index), value: { type: preview.endsWith("n") ? "bigint" : "number", preview } };
          },
        };
      yield listed([() => child(inspector, "internal", "[[ViewedArrayBuffer]]", entry[3])]);
      return;
    }
    case "buffer": {
      const bytes = inspector.buffers.get(ref);
      if (bytes)
        yield {
          total: bytes.length,
          at: (at) => ({ kind: "index", name: String(at), value: { type: "number", preview: String(bytes.byte(at)) } }),
        };
      return;
    }
    case "map":
      yield mapEntries(inspector, entry[2]);
      return;
    case "weakmap":
      yield mapEntries(inspector, inspector.weakItems(ref));
      return;
    case "set":
    case "weakset": {
      const items = entry[0] === "set" ? entry[2] : inspector.weakItems(ref);
      yield { total: items.length, at: (index) => child(inspector, "item", String(index), items[index]) };
      return;
    }
    case "function":
    case "class": {
      const code = inspector.code.codeOf(entry[2]);
      const captures = code?.entry.captures ?? [];
      yield listed(
        captures.flatMap((capture, at) => {
          const known = code && variableOf(code.map, code.map.scopes[capture.scope], capture.name);
          return known ? [() => child(inspector, "variable", known.name, entry[3][at])] : [];
        }),
      );
      return;
    }
    case "generator":
    case "frame": {
      const views = localsOf(inspector, ref).map(
        ({ where, name, value }) =>
          () =>
            inspector.variable(where, name, value)!,
      );
      yield listed(views.map((view) => (): ChildView => ({ kind: "variable", name: view().name, value: view().value })));
      return;
    }
    default:
  }
}

function mapEntries(inspector: SnapshotInspector, items: readonly Value[]): Children {
  return {
    total: Math.floor(items.length / 2),
    at: (index) => {
      const key = inspector.value(items[index * 2]);
      return { kind: "entry", name: key.preview, key, value: inspector.value(items[index * 2 + 1]) };
    },
  };
}

function propertiesOf(inspector: SnapshotInspector, entry: Entry): Children {
  const common = commonOf(entry);
  const privates = (common?.[3] ?? []).flatMap((stamp) => {
    const named: (() => ChildView)[] = [];
    for (let i = 1; i < stamp.length; i += 2) {
      const [name, value] = [stamp[i], stamp[i + 1]];
      if (Array.isArray(value) && value[0] === "h") continue;
      named.push(() => child(inspector, "private", plainText(String(name)), value));
    }
    return named;
  });
  const properties: Properties = common?.[2] ?? [];
  const named = listed(privates);
  return {
    total: named.total + properties.length / 2,
    at: (index) => {
      if (index < named.total) return named.at(index);
      const at = (index - named.total) * 2;
      return child(inspector, "property", keyName(inspector, properties[at]), properties[at + 1]);
    },
  };
}

function slotsOf(inspector: SnapshotInspector, entry: Entry): Children {
  const slots: (() => ChildView)[] = [];
  const add = (name: string, value: Value | undefined): void => {
    if (value !== undefined) slots.push(() => child(inspector, "internal", `[[${name}]]`, value));
  };
  const state = hiddenOf(inspector.entries, entry);
  if (state?.[1] === "PromiseState") {
    const status = fieldOf(state, "status");
    const text = status === 1 ? "fulfilled" : status === 2 ? "rejected" : "pending";
    slots.push(() => ({ kind: "internal", name: "[[PromiseState]]", value: { type: "string", preview: text } }));
    if (text !== "pending") add("PromiseResult", fieldOf(state, "value"));
  } else if (state?.[1] === "Bound") {
    add("TargetFunction", fieldOf(state, "target"));
    add("BoundThis", fieldOf(state, "self"));
    add("BoundArguments", fieldOf(state, "args"));
  } else if (state?.[1] === "Proxy") {
    add("Target", fieldOf(state, "target"));
    add("Handler", fieldOf(state, "handler"));
  } else if (state?.[1] === "AsyncGenerator") add("Generator", fieldOf(state, "generator"));
  if (entry[0] === "weakref") add("Target", entry[2]);
  if (entry[0] === "boxed") add("PrimitiveValue", entry[2]);
  if (entry[0] === "class") add("ClassPrototype", entry[6]);
  const prototype = commonOf(entry)?.[0];
  if (prototype !== undefined && prototype !== 0) add("Prototype", prototype);
  return listed(slots);
}

function keyName(inspector: SnapshotInspector, key: Slot | undefined): string {
  return plainText(typeof key === "string" ? cut(key, 200) : `[${symbolText(inspector.entries[refOf(key)])}]`);
}

function child(inspector: SnapshotInspector, kind: ChildView["kind"], name: string, slot: Slot | undefined): ChildView {
  if (!isRecord(slot)) return { kind, name, value: inspector.value(slot) };
  if ((slot.f & 8) === 0) return { kind, name, value: inspector.value(slot.v) };
  const [getter, setter] = [accessor(inspector, slot.g), accessor(inspector, slot.s)];
  const preview = getter && setter ? "[Getter/Setter]" : getter ? "[Getter]" : "[Setter]";
  return { kind: "accessor", name, value: { type: "accessor", preview }, ...(getter ? { getter } : {}), ...(setter ? { setter } : {}) };
}

function accessor(inspector: SnapshotInspector, value: Value | undefined): ValueView | undefined {
  return refOf(value) > 0 ? inspector.value(value) : undefined;
}
