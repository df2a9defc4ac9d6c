import { Frame } from "./stack/frames.js";
import { decodeBody, type Body, type ModuleLine } from "../snapshot/decodeBody.js";
import type { Common, Entry, Value } from "../snapshot/schema.js";
import { exoticKinds, type ExoticKind, type ExoticKinds } from "./exoticKinds.js";
import type { Intrinsics } from "./intrinsics.js";
import { hasNotBegun, type ModuleFields } from "./moduleFields.js";
import {
  NativeMap,
  apply,
  deleteProperty,
  generatorNext,
  hasOwn,
  mapGet,
  mapSet,
  ownKeys,
  preventExtensions,
  setPrototypeOf,
} from "./natives.js";
import { recordKind } from "./records.js";
import { computedKeys, Material } from "./restoreClasses.js";
import { RestoreCode } from "./restoreCode.js";
import { RestoreError } from "./restoreError.js";
import { clear, isRecord, references, RestoreHeap, stampsOf } from "./restoreHeap.js";
import { allocateObject, fillObject, fillTrailers } from "./restoreObjects.js";
import { isUninitialized, referenced, ScopeGraph } from "./restoreScopes.js";
import type { ResumedModule, ResumeTables, ScopeInstance } from "./resumeModule.js";

/** What a restore needs of the runtime around it. */
export interface RestoreTarget {
  readonly intrinsics: Intrinsics;
  /** What `$tm.codemap` was given. */
  readonly tables: ResumeTables;
  /** The runtime's root records, filled in place. */
  readonly roots: Readonly<Record<string, object>>;
  /** Kinds besides those of exoticKinds.ts. */
  readonly exotic: ExoticKinds;
  /** Gives a record that was allocated what is not captured (see prepareModule). */
  readonly prepareRecord?: (kind: string, record: object) => void;
  /** All Module records are there, with their primitive fields: the registry may index them. */
  readonly modulesReady?: (records: readonly object[]) => void;
  /**
   * Runs the resume code of a module. `value` gives the value of a module binding if it can be known already (CommonJS: `module`, `require`).
   * Undefined for modules without resume code (JSON).
   */
  readonly resumeModule: (id: string, value: (name: string) => unknown) => ResumedModule | undefined;
}

/**
 * Rebuilds the program from the body of a snapshot. `begin` and `end` switch `$restoring` on and off. Nothing of the program runs; the job queue and
 * timers are records like others, and start when the runtime is told to go.
 * @throws RestoreError (E_RESTORE) or BodyError (E_SNAPSHOT_INVALID); the realm is then of no use any more.
 */
export function restore(text: string, target: RestoreTarget, begin: () => void, end: () => void): RestoreWork {
  const body = decodeBody(text);
  const restoring = new Restoring(body, target);
  begin();
  try {
    restoring.build();
  } finally {
    end();
  }
  restoring.prime();
  return restoring.work;
}

/** What the work of a restore is proportional to. */
export interface RestoreWork {
  /** Entries looked at while they wait for what they need. */
  readonly visits: number;
}

type RecordEntry = Entry & { readonly 0: "record" };

class Restoring {
  readonly work = { visits: 0 };
  private readonly body: Body;
  private readonly target: RestoreTarget;
  private readonly heap: RestoreHeap;
  private readonly code: RestoreCode;
  private readonly modules = new NativeMap<string, ResumedModule>();
  /** `prototype` objects of classes -> the class's entry. */
  private readonly classOfPrototype = new NativeMap<number, number>();
  /** Members in place on their class -> the class's entry. */
  private readonly classOfMember = new NativeMap<number, number>();
  /** 0 not looked at, 1 waiting for what it needs, 2 there. */
  private readonly states: number[] = [];
  private readonly generators: object[] = [];
  private readonly locals: { readonly locals: unknown[]; readonly values: readonly Value[] }[] = [];

  constructor(body: Body, target: RestoreTarget) {
    this.body = body;
    this.target = target;
    this.heap = new RestoreHeap(body);
    this.code = new RestoreCode(this.heap, new ScopeGraph(body, target.tables), (id) => this.moduleInstance(id));
  }

  build(): void {
    const { entries } = this.body;
    this.resolveIntrinsics();
    this.findMembers();
    this.adoptRoots();
    this.allocateModules();
    for (let i = 0; i < this.body.modules.length; i++) this.resumeModule(this.body.modules[i]!);
    for (let id = 1; id < entries.length; id++) this.ensure(id);
    this.stamp();
    for (let id = 1; id < entries.length; id++) this.fill(id);
    this.setFields();
    this.code.fillScopes();
    for (let i = 0; i < this.body.modules.length; i++) this.fillModule(this.body.modules[i]!);
    for (let i = 0; i < this.locals.length; i++) {
      const { locals, values } = this.locals[i]!;
      for (let v = 0; v < values.length; v++) locals[v] = this.heap.value(values[v]!);
    }
    this.linkModules();
    fillTrailers(this.heap);
    this.changeRealm();
    for (let id = 1; id < entries.length; id++) {
      const common = commonOf(entries[id]!);
      if (common !== 0) this.heap.close(this.heap.objects[id] as object, common);
    }
  }

  /** Sets the residuals going, up to where they wait. */
  prime(): void {
    for (let i = 0; i < this.generators.length; i++) generatorNext(this.generators[i]);
  }

  private resolveIntrinsics(): void {
    const missing: string[] = [];
    for (let id = 1; id < this.body.entries.length; id++) {
      const entry = this.body.entries[id]!;
      if (entry[0] !== "intrinsic") continue;
      const found = this.target.intrinsics.resolve(entry[1]);
      if (found === undefined) missing[missing.length] = entry[1];
      this.heap.objects[id] = found;
      this.states[id] = 2;
    }
    if (missing.length === 0) return;
    let names = missing[0]!;
    for (let i = 1; i < missing.length; i++) names += `, ${missing[i]!}`;
    throw new RestoreError(`this engine lacks what the program uses: ${names}`);
  }

  /** Finds what the evaluation of a class body makes by itself: its prototype object and the members that are still in place. */
  private findMembers(): void {
    const { entries } = this.body;
    for (let id = 1; id < entries.length; id++) {
      const entry = entries[id]!;
      if (entry[0] !== "class") continue;
      this.noteMembers(id, entry[1]);
      const prototype = referenced(entry[6]);
      if (prototype === undefined || entries[prototype] === undefined) continue;
      mapSet(this.classOfPrototype, prototype, id);
      this.noteMembers(id, commonOf(entries[prototype]));
    }
  }

  private noteMembers(Class: number, common: Common): void {
    const properties = common === 0 ? [] : common[2];
    for (let i = 1; i < properties.length; i += 2) {
      const slot = properties[i]!;
      const values = isRecord(slot) ? [slot.v, slot.g, slot.s] : [slot];
      for (let v = 0; v < values.length; v++) {
        const id = referenced(values[v]);
        if (id === undefined || this.body.entries[id]?.[0] !== "function") continue;
        if (mapGet(this.classOfMember, id) === undefined && this.isMemberOf(id, Class)) mapSet(this.classOfMember, id, Class);
      }
    }
  }

  /** Whether the function was created directly in the body of the class. */
  private isMemberOf(id: number, Class: number): boolean {
    const member = this.body.entries[id] as Entry & { readonly 0: "function" };
    const owner = this.body.entries[Class] as Entry & { readonly 0: "class" };
    const place = this.code.graph.placeOf(member[2]);
    const ownerPlace = this.code.graph.placeOf(owner[2]);
    if (
      place.module !== ownerPlace.module ||
      (place.fn.kind !== "method" && place.fn.kind !== "getter" && place.fn.kind !== "setter" && place.fn.kind !== "generator")
    )
      return false;
    // Its class is the nearest one around it: N of a class and of its members are consecutive in the order of the source.
    const scope = place.table.scopes[place.scope]!;
    return scope[0] === "class" ? scope[2] === ownerPlace.n : place.scope === ownerPlace.scope;
  }

  private adoptRoots(): void {
    const { roots } = this.body;
    for (let i = 0; i < roots.length; i++) {
      const name = roots[i]![0];
      const id = referenced(roots[i]![1]);
      if (id === undefined || !hasOwn(this.target.roots, name)) throw new RestoreError(`this runtime has no root ${name}`);
      this.heap.objects[id] = this.target.roots[name];
      this.states[id] = 2;
    }
  }

  private allocateModules(): void {
    const records: object[] = [];
    for (let id = 1; id < this.body.entries.length; id++) {
      const entry = this.body.entries[id]!;
      if (entry[0] !== "record" || entry[1] !== "Module") continue;
      this.ensure(id);
      const record = this.heap.objects[id] as Record<string, unknown>;
      fillPrimitives(this.heap, record, entry[2]);
      records[records.length] = record;
    }
    this.target.modulesReady?.(records);
  }

  private resumeModule(line: ModuleLine): void {
    const value = (name: string): unknown => {
      const at = bindingAt(line, name);
      if (at === undefined || isUninitialized(at)) return undefined;
      const id = referenced(at);
      // A function of the module itself can't be there before the module; its variable is set later.
      if (id !== undefined && isCode(this.heap.entry(id))) return undefined;
      if (id !== undefined) this.ensure(id);
      return this.heap.value(at);
    };
    const instance = this.target.resumeModule(line.id, value);
    if (instance !== undefined) mapSet(this.modules, line.id, instance);
  }

  private moduleInstance(id: string): ScopeInstance {
    const instance = mapGet(this.modules, id) as ResumedModule | undefined;
    if (instance === undefined) throw new RestoreError(`the resume program has no code of ${id}`);
    return instance;
  }

  private fillModule(line: ModuleLine): void {
    const instance = mapGet(this.modules, line.id) as ResumedModule | undefined;
    if (instance === undefined) return;
    for (let i = 0; i < line.bindings.length; i += 2) {
      const name = line.bindings[i] as string;
      const value = line.bindings[i + 1]!;
      // Names that can't be set are bound by the module's own code: hoisted functions nobody reassigns, parameters of a CommonJS module.
      if (!isUninitialized(value) && instance.set !== undefined && hasOwn(instance.set, name)) instance.set[name]!(this.heap.value(value));
    }
  }

  /** Modules whose evaluation has not begun get their bodies from the resume code, waiting before the first statement. */
  private linkModules(): void {
    for (let id = 1; id < this.body.entries.length; id++) {
      const entry = this.body.entries[id]!;
      if (entry[0] !== "record" || entry[1] !== "Module") continue;
      const module = this.heap.objects[id] as ModuleFields;
      const start = hasNotBegun(module) ? (mapGet(this.modules, module.id) as ResumedModule | undefined)?.resume?.["0:0"] : undefined;
      if (start === undefined) continue;
      const locals: unknown[] = [];
      module.generator = apply(start as (locals: unknown[]) => object, undefined, [locals]);
      this.generators[this.generators.length] = module.generator;
    }
  }

  /** Allocates an entry and first what it needs, without recursion on the depth of the heap. */
  private ensure(wanted: number): void {
    const stack = [wanted];
    while (stack.length > 0) {
      this.work.visits++;
      const id = stack[stack.length - 1]!;
      if (this.states[id] === 2) {
        stack.length--;
        continue;
      }
      if (this.states[id] === undefined) {
        this.states[id] = 1;
        const needed: number[] = [];
        this.needs(id, needed);
        for (let i = needed.length - 1; i >= 0; i--) if (this.states[needed[i]!] === undefined) stack[stack.length] = needed[i]!;
        continue;
      }
      this.heap.objects[id] = this.allocate(id);
      this.states[id] = 2;
      stack.length--;
    }
  }

  private needs(id: number, found: number[]): void {
    const entry = this.heap.entry(id);
    switch (entry[0]) {
      case "cell":
        references([entry[1]], found);
        return;
      case "prototypeOf":
        references([entry[1]], found);
        return;
      case "object": {
        const Class = mapGet(this.classOfPrototype, id) as number | undefined;
        if (Class !== undefined) found[found.length] = Class;
        const stamps = stampsOf(entry[1]);
        for (let i = 0; i < stamps.length; i++) references([stamps[i]![0]], found);
        return;
      }
      case "function": {
        const Class = mapGet(this.classOfMember, id) as number | undefined;
        if (Class !== undefined) found[found.length] = Class;
        this.code.dependencies(this.code.graph.placeOf(entry[2]), this.code.graph.innermostOf(id), found);
        return;
      }
      case "class":
        references(entry[7], found);
        this.code.dependencies(this.code.graph.placeOf(entry[2]), this.code.graph.innermostOf(id), found);
        return;
      case "generator":
      case "frame": {
        this.code.dependencies(this.code.graph.placeOf(entry[2], entry[3]), this.code.graph.innermostOf(id), found);
        references([this.selfOf(entry)], found);
        return;
      }
      case "arguments": {
        const call = this.code.graph.callOf(id);
        if (call !== undefined) this.code.dependenciesOfArguments(call, found);
        return;
      }
      case "stateful":
        references([entry[3]], found);
        return;
      case "exotic":
        this.needsOfExotic(referenced(entry[2])!, found);
        return;
      case "boxed":
      case "weakref":
        references([entry[2]], found);
        return;
      case "view":
        references([entry[3]], found);
        return;
      default:
    }
  }

  /** The record of a proxy or bound function, and what it holds: the object is made from them. */
  private needsOfExotic(state: number, found: number[]): void {
    found[found.length] = state;
    const entry = this.recordEntry(state);
    references(entry[2], found);
    const lists = this.listsOf(entry);
    for (let i = 0; i < lists.length; i++) references((this.heap.entry(lists[i]!) as Entry & { readonly 0: "array" })[3], found);
  }

  private recordEntry(id: number): RecordEntry {
    const entry = this.heap.entry(id);
    if (entry[0] !== "record") throw new RestoreError("the hidden state of an object is no record");
    return entry;
  }

  /** Entries of the arrays whose elements are needed to make an exotic object. */
  private listsOf(record: RecordEntry): number[] {
    const { fields } = recordKind(record[1])!;
    const lists = this.exoticKind(record[1]).lists ?? [];
    const found: number[] = [];
    for (let i = 0; i < lists.length; i++)
      for (let f = 0; f < fields.length; f++) if (fields[f] === lists[i]) references([record[2][f]], found);
    return found;
  }

  private exoticKind(name: string): ExoticKind {
    const kinds = hasOwn(this.target.exotic, name) ? this.target.exotic : exoticKinds;
    const kind = hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) throw new RestoreError(`this runtime can't make a ${name}`);
    return kind;
  }

  private selfOf(entry: Entry & { readonly 0: "generator" | "frame" }): Value {
    const names = this.code.graph.placeOf(entry[2], entry[3]).fn.points![entry[3]]!.values;
    for (let i = 0; i < names.length; i++) if (names[i] === "this") return entry[4][i]!;
    return ["u"];
  }

  private allocate(id: number): unknown {
    const entry = this.heap.entry(id);
    switch (entry[0]) {
      case "cell":
        return undefined;
      case "prototypeOf":
        return (this.heap.object(entry[1]) as { prototype: object }).prototype;
      case "object": {
        const Class = mapGet(this.classOfPrototype, id) as number | undefined;
        if (Class !== undefined) return (this.heap.objects[Class] as { prototype: object }).prototype;
        return this.instanceOfBase(entry[1]) ?? {};
      }
      case "function": {
        const Class = mapGet(this.classOfMember, id) as number | undefined;
        const place = this.code.graph.placeOf(entry[2]);
        const member = Class === undefined ? undefined : this.materialOf(Class).takeMember(place.n);
        return member ?? this.code.make(place, this.code.graph.innermostOf(id));
      }
      case "class": {
        const material = new Material(computedKeys(this.heap, entry[7]));
        mapSet(this.code.materials, id, material);
        const made = this.code.make(this.code.graph.placeOf(entry[2]), this.code.graph.innermostOf(id), material);
        material.made = made as never;
        return made;
      }
      case "generator": {
        const locals: unknown[] = [];
        const place = this.code.graph.placeOf(entry[2], entry[3]);
        const object = this.code.resume(place, this.code.graph.innermostOf(id), entry[3], this.heap.value(this.selfOf(entry)), locals);
        this.generators[this.generators.length] = object;
        this.locals[this.locals.length] = { locals, values: entry[4] };
        return object;
      }
      case "frame": {
        const frame = new Frame();
        const place = this.code.graph.placeOf(entry[2], entry[3]);
        const locals: unknown[] = [];
        frame.rest = this.code.frame(place, this.code.graph.innermostOf(id), entry[3]);
        frame.self = this.heap.value(this.selfOf(entry));
        frame.locals = locals;
        frame.construct = place.fn.points![entry[3]]!.construct === true;
        this.locals[this.locals.length] = { locals, values: entry[4] };
        return frame;
      }
      case "exotic":
        return this.makeExotic(entry);
      case "arguments": {
        const call = this.code.graph.callOf(id);
        return call === undefined ? allocateObject(this.heap, entry) : this.code.argumentsOf(call);
      }
      default: {
        const object = allocateObject(this.heap, entry);
        if (entry[0] === "record") this.target.prepareRecord?.(entry[1], object as object);
        if (entry[0] === "visible") this.target.prepareRecord?.(entry[2], object as object);
        return object;
      }
    }
  }

  private instanceOfBase(common: Common): object | undefined {
    const stamps = stampsOf(common);
    for (let i = 0; i < stamps.length; i++) {
      const material = this.materialOf(referenced(stamps[i]![0])!);
      if (material.derived) continue;
      const object = material.instance();
      clear(object);
      return object;
    }
    return undefined;
  }

  private makeExotic(entry: Entry & { readonly 0: "exotic" }): object {
    const stateId = referenced(entry[2])!;
    const stateEntry = this.recordEntry(stateId);
    const lists = this.listsOf(stateEntry);
    for (let i = 0; i < lists.length; i++) fillObject(this.heap, this.heap.entry(lists[i]!), this.heap.objects[lists[i]!] as object);
    const state = this.heap.objects[stateId] as object;
    fillObject(this.heap, stateEntry, state);
    return this.exoticKind(stateEntry[1]).make(state as never);
  }

  private materialOf(Class: number): Material {
    return mapGet(this.code.materials, Class) as Material;
  }

  /** Puts the private names of derived classes on their objects, which must happen before the classes get their real parents. */
  private stamp(): void {
    this.forEachStamp((object, stamp) => {
      const material = this.materialOf(referenced(stamp[0])!);
      if (!material.derived || object === material.made) return;
      const before = ownKeys(object);
      material.stamp(object);
      deleteOthers(object, before);
    });
    const { entries } = this.body;
    for (let id = 1; id < entries.length; id++) {
      const stamps = stampsOf(commonOf(entries[id]!));
      if (stamps.length > 0 && entries[id]![0] !== "class" && entries[id]![0] !== "function" && entries[id]![0] !== "exotic")
        clear(this.heap.objects[id] as object);
    }
  }

  private setFields(): void {
    this.forEachStamp((object, stamp) => {
      this.materialOf(referenced(stamp[0])!).setFields(this.heap, object, stamp);
    });
  }

  private forEachStamp(visit: (object: object, stamp: readonly Value[]) => void): void {
    const { entries, stamps } = this.body;
    for (let id = 1; id < entries.length; id++) {
      const own = stampsOf(commonOf(entries[id]!));
      for (let i = 0; i < own.length; i++) visit(this.heap.objects[id] as object, own[i]!);
    }
    for (let i = 0; i < stamps.length; i++) visit(this.heap.object(stamps[i]![0]), stamps[i]![1]);
  }

  private fill(id: number): void {
    const object = this.heap.objects[id];
    if (object !== undefined) fillObject(this.heap, this.body.entries[id]!, object as object);
  }

  private changeRealm(): void {
    const { realm } = this.body;
    for (let i = 0; i < realm.length; i++) {
      const line = realm[i]!;
      const object = this.heap.object(line[1]);
      for (let k = 0; k < line[3].length; k++) deleteProperty(object, this.heap.key(line[3][k]));
      for (let p = 0; p < line[2].length; p += 2) this.heap.define(object, this.heap.key(line[2][p]), line[2][p + 1]!, 7);
      if (line[4] !== 0) setPrototypeOf(object, this.heap.value(line[4]) as object | null);
      if (line[5] !== 0) preventExtensions(object);
    }
  }
}

/** Fields of a Module record that are no references: the registry needs them before anything else is there. */
function fillPrimitives(heap: RestoreHeap, record: Record<string, unknown>, values: readonly Value[]): void {
  const { fields } = recordKind("Module")!;
  for (let i = 0; i < fields.length; i++) {
    const value = values[i];
    if (value !== undefined && (typeof value !== "object" || value === null || typeof value[0] === "string"))
      record[fields[i]!] = heap.value(value);
  }
}

function commonOf(entry: Entry): Common {
  switch (entry[0]) {
    case "cell":
    case "prototypeOf":
    case "intrinsic":
    case "symbol":
    case "symbolFor":
    case "record":
      return 0;
    default:
      return entry[1];
  }
}

function isCode(entry: Entry): boolean {
  return (
    entry[0] === "function" ||
    entry[0] === "class" ||
    entry[0] === "generator" ||
    entry[0] === "frame" ||
    entry[0] === "prototypeOf" ||
    entry[0] === "exotic"
  );
}

/** Removes the own properties that an object got besides those it had: what the host has put on its own objects stays. */
function deleteOthers(object: object, kept: readonly PropertyKey[]): void {
  const now = ownKeys(object);
  for (let i = 0; i < now.length; i++) {
    let known = false;
    for (let k = 0; k < kept.length && !known; k++) known = kept[k] === now[i];
    if (!known) deleteProperty(object, now[i]!);
  }
}

function bindingAt(line: ModuleLine, name: string): Value | undefined {
  for (let i = 0; i < line.bindings.length; i += 2) if (line.bindings[i] === name) return line.bindings[i + 1];
  return undefined;
}
