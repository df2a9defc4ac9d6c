import type { Stamp, Value } from "../snapshot/schema.js";
import { markerOf } from "./captureFunctions.js";
import { numberOf } from "./codeUse.js";
import { NativeMap, construct, descriptorOf, getPrototypeOf, makeSymbol, mapGet, mapSet, ownKeys } from "./natives.js";
import type { ClassMaterial, ScopeInstance } from "./resumeModule.js";
import type { RestoreHeap } from "./restoreHeap.js";

type PrivateSetter = (object: object, value: unknown) => void;

/** `$k` of one class: how it is made again and how objects get its private fields. Section 6 of the contract. */
export class Material implements ClassMaterial {
  readonly parent: ClassMaterial["parent"];
  readonly keys: readonly PropertyKey[];
  object: object = {};
  inside: ScopeInstance | undefined;
  /** The class itself, once it is made. */
  made: (abstract new (...args: never[]) => object) | undefined;
  private setters: Readonly<Record<string, PrivateSetter>> | undefined;
  private membersByN: Map<number, object> | undefined;

  constructor(keys: readonly PropertyKey[]) {
    const current = (): object => this.object;
    this.parent = function Parent() {
      return current();
    } as never;
    this.keys = keys;
  }

  privates(setters: Readonly<Record<string, (object: never, value: unknown) => void>>): void {
    this.setters = setters as never;
  }

  /** Fields are set when all objects exist. */
  take(_name: string): unknown {
    return undefined;
  }

  scope(inside: ScopeInstance): void {
    this.inside = inside;
  }

  /** Whether the class has an `extends` clause. */
  get derived(): boolean {
    return getPrototypeOf(this.made!) === this.parent;
  }

  /** An instance of a base class, with its private fields still empty. */
  instance(): object {
    return construct(this.made as never, [], this.made as never) as object;
  }

  /** Puts the empty private fields of a derived class on an object (return override). Before the class gets its real parent. */
  stamp(object: object): void {
    this.object = object;
    construct(this.made as never, []);
    this.object = {};
  }

  /** Sets the fields of an object that has them. */
  setFields(heap: RestoreHeap, object: object, stamp: Stamp): void {
    for (let i = 1; i < stamp.length; i += 2) {
      const value = stamp[i + 1] as Value;
      if (typeof value === "object" && value !== null && value[0] === "h") continue;
      this.setters?.[stamp[i] as string]?.(object, heap.value(value));
    }
  }

  /** Members that the evaluation of the class body has made, by N. Each is given once. */
  takeMember(n: number): object | undefined {
    this.membersByN ??= membersOf(this.made!);
    const member = mapGet(this.membersByN, n) as object | undefined;
    if (member !== undefined) mapSet(this.membersByN, n, undefined);
    return member;
  }
}

function membersOf(Class: object): Map<number, object> {
  const found = new NativeMap<number, object>();
  const places = [Class, descriptorOf(Class, "prototype")!.value as object];
  for (let p = 0; p < places.length; p++) {
    const keys = ownKeys(places[p]!);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === "prototype" || keys[i] === "constructor") continue;
      const descriptor = descriptorOf(places[p]!, keys[i]!)!;
      const functions: unknown[] = [descriptor.value, descriptor.get, descriptor.set];
      for (let k = 0; k < functions.length; k++) {
        const f = functions[k];
        const marker = typeof f === "function" ? markerOf(f) : undefined;
        if (marker !== undefined) mapSet(found, numberOf(marker.id), f);
      }
    }
  }
  return found;
}

/** Keys of computed members: those the snapshot does not know are symbols that nobody else has. */
export function computedKeys(heap: RestoreHeap, keys: readonly Value[]): PropertyKey[] {
  const list: PropertyKey[] = [];
  for (let i = 0; i < keys.length; i++) list[i] = heap.key(keys[i]);
  for (let i = keys.length; i < 64; i++) list[i] = makeSymbol("unknown key");
  return list;
}
