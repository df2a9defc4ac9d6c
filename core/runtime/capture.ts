import type { CodeMap } from "../codemap/codeMap.js";
import type { CodeUse, ModuleState, Slot, Value } from "../snapshot/schema.js";
import { AskedGenerators } from "./captureGenerators.js";
import { BufferContents } from "./captureBuffers.js";
import { captureMapped } from "./captureMapped.js";
import { CaptureRefused } from "./captureRefused.js";
import { withoutNewStacks } from "./captureStacks.js";
import { CaptureHeap } from "./captureHeap.js";
import { describeObject, type DescribeContext } from "./captureObjects.js";
import { captureWeak } from "./captureWeak.js";
import { CodeUseCollector } from "./codeUse.js";
import { RealmGrown, type Intrinsics } from "./intrinsics.js";
import { exoticKinds, type ExoticTraits } from "./exoticKinds.js";
import { hasNotBegun, type ModuleFields } from "./moduleFields.js";
import { create, getPrototypeOf, isExtensible, ownKeys } from "./natives.js";
import { PrototypeKinds } from "./prototypeKinds.js";
import type { RecordKind } from "./records.js";

/** A module as the capture sees it. */
export interface CapturedModule {
  readonly id: string;
  readonly state: ModuleState;
  /** Live getters of its bindings; a getter throws while its binding is in the temporal dead zone. */
  readonly scope: Readonly<Record<string, () => unknown>>;
}

/** Everything a capture starts from. */
export interface CaptureSource {
  readonly intrinsics: Intrinsics;
  readonly modules: readonly CapturedModule[];
  /** Roots of the runtime's own state (records.ts). */
  readonly roots: Readonly<Record<string, object>>;
  /** Kinds of hidden records besides those of exoticKinds.ts whose objects are remade from the record. See DescribeContext.exotic. */
  readonly exotic: Readonly<Record<string, ExoticTraits>>;
  /** Whether instances of a prototype that belongs to the host or the runtime have no state but own properties and hidden records. */
  readonly isPlain?: (prototype: object) => boolean;
  /** Whether views with this prototype share a pool with strangers (Buffers of Node). */
  readonly isPoolView?: (prototype: object | null) => boolean;
  /** Whether an object is a generator, where the host can tell. Otherwise objects are asked. */
  readonly isGenerator?: ((object: object) => boolean) | undefined;
  /** Code map of a module, for names; only asked when something needs a name. */
  readonly codeMapOf?: (module: string) => CodeMap | undefined;
}

export interface CaptureResult {
  /** The body's text in pieces; their concatenation is the body. */
  readonly chunks: readonly string[];
  readonly codeUse: readonly CodeUse[];
  /** What the work is proportional to. */
  readonly work: CaptureWork;
}

export interface CaptureWork {
  readonly entries: number;
  /** Closures and generators that were asked. */
  readonly asked: number;
  /** Questions whether a weak collection has a key, or an object private names that can't be seen from it. */
  readonly probes: number;
}

/**
 * Describes the running program, synchronously, between two turns. `$capturing` is true while it runs.
 * @throws CaptureRefused when something reachable can't be described.
 */
function captureAsked(source: CaptureSource, generators: AskedGenerators): CaptureResult {
  const { intrinsics } = source;
  const use = new CodeUseCollector();
  const context: DescribeContext = {
    kinds: new PrototypeKinds(intrinsics, source.isPlain ?? (() => false)),
    use,
    buffers: new BufferContents(source.isPoolView ?? (() => false)),
    generators,
    isGenerator: source.isGenerator,
    weak: [],
    argumentObjects: [],
    exotic: withOwnKinds(source.exotic),
    fieldOf,
  };
  const heap = new CaptureHeap(intrinsics, (walk, object) => describeObject(walk, context, object));
  try {
    const roots = rootValues(heap, source);
    const modules = moduleValues(heap, source, use);
    const realm = realmChanges(heap);
    heap.drain();
    const tail = captureWeak(heap, context);
    if (heap.obstacles.length > 0) throw new CaptureRefused(heap, source);
    for (let i = 0; i < tail.length; i++) heap.write(tail[i]!);
    const mapped = captureMapped(heap, context.argumentObjects);
    for (let i = 0; i < mapped.length; i++) heap.write(mapped[i]!);
    context.buffers.write(heap);
    for (let i = 0; i < realm.length; i++) heap.write(realm[i]!);
    for (let i = 0; i < modules.length; i++) heap.write(["module", source.modules[i]!.id, source.modules[i]!.state, modules[i]!]);
    heap.write(roots);
  } finally {
    heap.putBack();
  }
  const list: (readonly [string, ModuleState])[] = [];
  for (let i = 0; i < source.modules.length; i++) list[i] = [source.modules[i]!.id, source.modules[i]!.state];
  const codeUse = use.finish(list, source.codeMapOf ?? (() => undefined));
  return { chunks: heap.writer.finish(), codeUse, work: { ...heap.work, entries: heap.objects.length - 1 } };
}

/**
 * Captures the program. `begin` and `end` switch `$capturing` on and off (the runtime makes the property anew so that engines fold it again).
 * Afterwards the program can go on as if nothing had happened, whether the capture succeeded or not.
 * @throws CaptureRefused (E_CAPTURE_NATIVE) with the chain of references when something reachable can't be described.
 */
export function capture(source: CaptureSource, begin: () => void, end: () => void): CaptureResult {
  for (;;) {
    try {
      return captureOnce(source, begin, end);
    } catch (error) {
      if (!(error instanceof RealmGrown)) throw error;
    }
  }
}

function captureOnce(source: CaptureSource, begin: () => void, end: () => void): CaptureResult {
  const generators = new AskedGenerators();
  begin();
  try {
    return withoutNewStacks(() => captureAsked(source, generators));
  } finally {
    end();
    generators.resume();
  }
}

function withOwnKinds(given: CaptureSource["exotic"]): CaptureSource["exotic"] {
  const all = create(null) as Record<string, ExoticTraits>;
  const lists = [exoticKinds, given];
  for (let l = 0; l < lists.length; l++) {
    const names = ownKeys(lists[l]!) as string[];
    for (let i = 0; i < names.length; i++) all[names[i]!] = lists[l]![names[i]!]!;
  }
  return all;
}

/**
 * A module that has not begun waits in its linking `yield`, where asking would start it: restore makes its generator from the code. The generator of one
 * that is being evaluated is on the stack, as a frame.
 */
function fieldOf(kind: RecordKind, record: object, field: string): unknown {
  const value = (record as Record<string, unknown>)[field];
  return kind.name === "Module" &&
    field === "generator" &&
    (hasNotBegun(record as ModuleFields) || (record as ModuleFields).status === "evaluating")
    ? undefined
    : value;
}

function rootValues(heap: CaptureHeap, source: CaptureSource): ["roots", ...Value[]] {
  const names = ownKeys(source.roots) as string[];
  const line: ["roots", ...Value[]] = ["roots"];
  for (let i = 0; i < names.length; i++) {
    line[line.length] = names[i]!;
    line[line.length] = heap.value(source.roots[names[i]!]);
  }
  return line;
}

function moduleValues(heap: CaptureHeap, source: CaptureSource, use: CodeUseCollector): Value[][] {
  const all: Value[][] = [];
  for (let i = 0; i < source.modules.length; i++) {
    const { id, scope } = source.modules[i]!;
    const names = ownKeys(scope) as string[];
    const bindings: Value[] = [];
    for (let n = 0; n < names.length; n++) {
      const value = bindingValue(heap, scope[names[n]!]!);
      if (typeof value === "object" && value !== null && value[0] === "t") use.noteUninitializedOfModule(id, names[n]!);
      bindings[bindings.length] = names[n]!;
      bindings[bindings.length] = value;
    }
    all[i] = bindings;
  }
  return all;
}

function bindingValue(heap: CaptureHeap, get: () => unknown): Value {
  let value: unknown;
  try {
    value = get();
  } catch {
    return ["t"];
  }
  return heap.value(value);
}

type RealmLine = ["realm", Value, readonly Slot[], Value[], Value, 0 | 1];

function realmChanges(heap: CaptureHeap): RealmLine[] {
  const changes = heap.intrinsics.changes();
  const lines: RealmLine[] = [];
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i]!;
    const deleted: Value[] = [];
    for (let k = 0; k < change.deleted.length; k++) deleted[k] = heap.value(change.deleted[k]);
    const prototype: Value = change.prototypeChanged ? heap.value(getPrototypeOf(change.object)) : 0;
    const properties = heap.properties(change.object, change.changed, 0);
    lines[i] = ["realm", heap.value(change.object), properties, deleted, prototype, isExtensible(change.object) ? 0 : 1];
  }
  return lines;
}
