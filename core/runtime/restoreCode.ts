import { markerOf } from "./captureFunctions.js";
import type { Material } from "./restoreClasses.js";
import { RestoreError } from "./restoreError.js";
import type { RestoreHeap } from "./restoreHeap.js";
import { isUninitialized, referenced, type CodePlace, type ScopeGraph, type ScopeNode } from "./restoreScopes.js";
import type { ScopeInstance } from "./resumeModule.js";
import type { Rest } from "./stack/frames.js";
import { NativeMap, apply, deleteProperty, hasOwn, mapForEach, mapGet, mapSet, ownKeys } from "./natives.js";

type Make = (material?: Material) => object;
type Enter = () => ScopeInstance;
type Resume = (locals: unknown[]) => object;

/** Makes scope instances and, in them, closures, classes and suspended generators. */
export class RestoreCode {
  readonly graph: ScopeGraph;
  private readonly heap: RestoreHeap;
  private readonly moduleOf: (id: string) => ScopeInstance;
  private readonly instances = new NativeMap<ScopeNode, ScopeInstance>();
  /** Materials of the classes that are made, by entry. */
  readonly materials = new NativeMap<number, Material>();
  /** The only class of a code id, or 0 if there are several: classes with one instance hand over no class capture. */
  private readonly classByCode = new NativeMap<string, number>();

  constructor(heap: RestoreHeap, graph: ScopeGraph, moduleOf: (id: string) => ScopeInstance) {
    this.heap = heap;
    this.graph = graph;
    this.moduleOf = moduleOf;
    for (let id = 1; id < heap.body.entries.length; id++) {
      const entry = heap.body.entries[id]!;
      if (entry[0] === "class") mapSet(this.classByCode, entry[2], mapGet(this.classByCode, entry[2]) === undefined ? id : 0);
    }
  }

  /** Entries that must be allocated before the code at a place can be made. */
  dependencies(place: Pick<CodePlace, "table" | "scope">, innermost: ScopeNode | undefined, found: number[]): void {
    for (let node = innermost?.find(); node !== undefined; node = node.parent?.find()) {
      if (mapGet(this.instances, node) !== undefined) break;
      add(found, referenced(mapGet(node.bindings, "this")));
      if (this.kindOf(node.module, node.scope) === "class")
        mapForEach(node.bindings, (value: unknown) => {
          add(found, referenced(value));
        });
    }
    for (let scope = place.scope; scope > 0; scope = place.table.scopes[scope]![1]) {
      if (place.table.scopes[scope]![0] === "class") add(found, this.singleClass(place, scope));
    }
  }

  /** Makes a closure or class. @throws RestoreError when the resume code doesn't have it. */
  make(place: CodePlace, innermost: ScopeNode | undefined, material?: Material): object {
    const made = this.locate(place, innermost, (at) => ownPart(at.make, place.n) as Make | undefined);
    if (made === undefined) throw new RestoreError(`the resume code of ${place.module} can't make function ${place.n}`);
    const object = made(material);
    const id = `${place.table.tag}.${place.n}`;
    if (markerOf(object)?.id !== id) throw new RestoreError(`the resume code of ${place.module} makes something else than ${id}`);
    return object;
  }

  /** A suspended generator over `locals`, which are filled in later. @throws RestoreError */
  resume(place: CodePlace, innermost: ScopeNode | undefined, point: number, self: unknown, locals: unknown[]): object {
    const key = `${place.n}:${point}`;
    const made = this.locate(place, innermost, (at) => ownPart(at.resume, key) as Resume | undefined);
    if (made === undefined) throw new RestoreError(`the resume code of ${place.module} can't go on at ${key}`);
    return apply(made, self, [locals]);
  }

  /** The residual of an activation. @throws RestoreError */
  frame(place: CodePlace, innermost: ScopeNode | undefined, point: number): Rest {
    const key = `${place.n}:${point}`;
    const made = this.locate(place, innermost, (at) => ownPart(at.resume, key) as Rest | undefined);
    if (made === undefined) throw new RestoreError(`the resume code of ${place.module} can't go on at ${key}`);
    return made;
  }

  /** Looks for code from the innermost known instance inwards to where the code was created: between the two, instances nobody shares are made. */
  private locate<T>(place: CodePlace, innermost: ScopeNode | undefined, pick: (at: ScopeInstance) => T | undefined): T | undefined {
    const path: number[] = [];
    const stop = innermost?.scope ?? 0;
    for (let scope = place.scope; scope > stop; scope = place.table.scopes[scope]![1]) path[path.length] = scope;
    let at = innermost === undefined ? this.moduleOf(place.module) : this.instanceOf(innermost);
    let found = pick(at);
    for (let i = path.length - 1; i >= 0 && found === undefined; i--) {
      const next = this.enter(place, at, path[i]!, undefined);
      if (next === undefined) continue;
      at = next;
      found = pick(at);
    }
    return found;
  }

  private enter(
    place: { readonly module: string; readonly table: CodePlace["table"] },
    at: ScopeInstance,
    scope: number,
    node: ScopeNode | undefined,
  ): ScopeInstance | undefined {
    if (place.table.scopes[scope]![0] === "class") {
      const id = (node === undefined ? undefined : classIn(node)) ?? this.singleClass(place, scope);
      return id === undefined ? undefined : (mapGet(this.materials, id) as Material | undefined)?.inside;
    }
    const enter = ownPart(at.enter, scope) as Enter | undefined;
    if (enter === undefined) return undefined;
    const self = node === undefined ? undefined : mapGet(node.bindings, "this");
    const args: undefined[] = [];
    for (let i = 0; i < (node?.args?.count ?? 0); i++) args[i] = undefined;
    return apply(enter, self === undefined ? undefined : this.heap.value(self as never), args);
  }

  /** The instance of a node, made if it is not there yet. Nesting bounds the depth. */
  instanceOf(given: ScopeNode): ScopeInstance {
    const node = given.find();
    const known = mapGet(this.instances, node) as ScopeInstance | undefined;
    if (known !== undefined) return known;
    const table = this.graph.tableOf(node.module);
    const place = { module: node.module, table };
    const parent = node.parent?.find();
    const path: number[] = [];
    for (let scope = node.scope; scope > (parent?.scope ?? 0); scope = table.scopes[scope]![1]) path[path.length] = scope;
    let at = parent === undefined ? this.moduleOf(node.module) : this.instanceOf(parent);
    let entered = false;
    for (let i = path.length - 1; i >= 0; i--) {
      const next = this.enter(place, at, path[i]!, i === 0 ? node : undefined);
      if (next === undefined) continue;
      at = next;
      entered = i === 0;
    }
    // Of a class nothing may be needed from inside; then what is around it serves.
    if (!entered && table.scopes[node.scope]![0] !== "class")
      throw new RestoreError(`the resume code of ${node.module} can't enter scope ${node.scope}`);
    mapSet(this.instances, node, at);
    return at;
  }

  /** Entries that must be allocated before `argumentsOf`. */
  dependenciesOfArguments(call: ScopeNode, found: number[]): void {
    this.dependencies({ table: this.graph.tableOf(call.module), scope: call.scope }, call, found);
  }

  /** The arguments object of a call, without properties but the elements that are bindings of the call. */
  argumentsOf(call: ScopeNode): object {
    const { id, isMapped } = call.args!;
    const object = this.instanceOf(call).arguments;
    if (object === undefined) throw new RestoreError(`the resume code of ${call.module} does not give the arguments of entry ${id}`);
    const keys = ownKeys(object);
    for (let i = 0; i < keys.length; i++) if (!isMapped(keys[i]!)) deleteProperty(object, keys[i]!);
    return object;
  }

  /** Gives every binding of every instance its value. */
  fillScopes(): void {
    this.graph.forEach((node) => {
      const kind = this.kindOf(node.module, node.scope);
      const instance = this.instanceOf(node);
      mapForEach(node.bindings, (value: unknown, name: unknown) => {
        if (name === "this" || isUninitialized(value as never)) return;
        const set = ownPart(instance.set, name as string) as ((value: unknown) => void) | undefined;
        // The name of a class or function expression is bound by its own evaluation.
        if (set !== undefined) set(this.heap.value(value as never));
        else if (kind !== "class" && kind !== "self")
          throw new RestoreError(`the resume code of ${node.module} has no variable ${String(name)} in scope ${node.scope}`);
      });
    });
  }

  private kindOf(module: string, scope: number): string {
    return this.graph.tableOf(module).scopes[scope]![0];
  }

  private singleClass(place: { readonly table: CodePlace["table"] }, scope: number): number | undefined {
    const id = mapGet(this.classByCode, `${place.table.tag}.${place.table.scopes[scope]![2]}`) as number | undefined;
    return id === 0 ? undefined : id;
  }
}

/** A part of a scope instance's code by name; what there is nothing of, the code leaves out. */
function ownPart(parts: object | undefined, key: string | number): unknown {
  return parts !== undefined && hasOwn(parts, key) ? (parts as Record<string, unknown>)[key] : undefined;
}

function classIn(node: ScopeNode): number | undefined {
  let id: number | undefined;
  mapForEach(node.bindings, (value: unknown) => {
    id ??= referenced(value);
  });
  return id;
}

function add(found: number[], id: number | undefined): void {
  if (id !== undefined) found[found.length] = id;
}
