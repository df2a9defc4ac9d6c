import { bodyVersion, entryTags, type Entry, type Line, type ModuleState, type RealmLine, type Stamp, type Value } from "./schema.js";

/** A decoded body: entries by number (index 0 is unused) and what follows them. */
export interface Body {
  readonly entries: readonly (Entry | undefined)[];
  readonly roots: readonly (readonly [name: string, value: Value])[];
  readonly modules: readonly ModuleLine[];
  readonly realm: readonly RealmLine[];
  readonly stamps: readonly (readonly [object: Value, stamp: Stamp])[];
  readonly weak: readonly (readonly [collection: Value, entries: readonly Value[]])[];
  readonly mapped: readonly (readonly [args: Value, elements: readonly Value[]])[];
  readonly bytes: readonly (readonly [buffer: Value, ranges: readonly (number | string)[]])[];
}

export interface ModuleLine {
  readonly id: string;
  readonly state: ModuleState;
  readonly bindings: readonly Value[];
}

/** A body that is not one. The text is not shown to be a mistake of the program: snapshots can come from anywhere. */
export class BodyError extends Error {
  readonly code = "E_SNAPSHOT_INVALID";
}

const { parse } = JSON;
const { isArray } = Array;
const { hasOwn } = Object;
const { indexOf, slice } = String.prototype;
const { apply } = Reflect;

/**
 * Reads a body. Only the shape of lines is looked at here; `validateBody` (tools) checks the rest before anything of it is used.
 * @throws BodyError when a line is no JSON array, the header is missing or of another version, or a tag is unknown.
 */
export function decodeBody(text: string): Body {
  const entries: (Entry | undefined)[] = [undefined];
  const roots: [string, Value][] = [];
  const modules: ModuleLine[] = [];
  const realm: RealmLine[] = [];
  const stamps: [Value, Stamp][] = [];
  const weak: [Value, readonly Value[]][] = [];
  const mapped: [Value, readonly Value[]][] = [];
  const bytes: [Value, readonly (number | string)[]][] = [];
  let from = 0;
  let number = 0;
  while (from < text.length) {
    let end = apply(indexOf, text, ["\n", from]);
    if (end < 0) end = text.length;
    const line = parseLine(apply(slice, text, [from, end]), ++number);
    from = end + 1;
    if (number === 1) {
      if (line[0] !== "thingsmigrate") throw new BodyError("not a snapshot: its body has no header");
      if (line[1] !== bodyVersion) throw new BodyError(`body version ${String(line[1])} is not known; this is for version ${bodyVersion}`);
      continue;
    }
    if (hasOwn(entryTags, line[0])) {
      entries[entries.length] = line as Entry;
      continue;
    }
    switch (line[0]) {
      case "roots":
        for (let i = 1; i + 1 < line.length; i += 2) roots[roots.length] = [line[i] as string, line[i + 1] as Value];
        break;
      case "module":
        modules[modules.length] = { id: line[1], state: line[2], bindings: line[3] };
        break;
      case "realm":
        realm[realm.length] = line;
        break;
      case "weak":
        weak[weak.length] = [line[1], line[2]];
        break;
      case "stamp":
        stamps[stamps.length] = [line[1], line[2]];
        break;
      case "mapped":
        mapped[mapped.length] = [line[1], line[2]];
        break;
      case "bytes":
        bytes[bytes.length] = [line[1], line[2]];
        break;
      default:
        throw new BodyError(`line ${number} of the body has the unknown tag ${line[0] as string}`);
    }
  }
  if (number === 0) throw new BodyError("not a snapshot: its body is empty");
  return { entries, roots, modules, realm, stamps, weak, mapped, bytes };
}

function parseLine(text: string, number: number): Line {
  let line: unknown;
  try {
    line = parse(text);
  } catch {
    throw new BodyError(`line ${number} of the body is not JSON`);
  }
  if (!isArray(line) || typeof line[0] !== "string") throw new BodyError(`line ${number} of the body is not a tagged array`);
  return line as unknown as Line;
}
