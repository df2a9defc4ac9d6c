import type { CodeMap } from "../codemap/codeMap.js";
import type { CodeUse, ModuleState, Value } from "../snapshot/schema.js";
import { codeTag } from "../codemap/codeTag.js";
import { NativeMap, NativeSet, indexOf, mapGet, mapSet, setAdd, setForEach, slice, sortArray } from "./natives.js";

interface ModuleUse {
  readonly functions: Set<number>;
  readonly classes: Set<number>;
  readonly points: Set<string>;
  /** Bindings in their dead zone: function, point (-1: captures of the closure), position. */
  readonly uninitialized: [fn: number, point: number, own: boolean, position: number][];
  /** Bindings of the module itself in their dead zone. */
  readonly uninitializedOfModule: string[];
}

/** Collects what resume code must contain. Section 8 of the contract. */
export class CodeUseCollector {
  private readonly byTag = new NativeMap<string, ModuleUse>();

  addFunction(id: string): void {
    setAdd(this.moduleOf(id).functions, numberOf(id));
  }

  addClass(id: string): void {
    setAdd(this.moduleOf(id).classes, numberOf(id));
  }

  addPoint(id: string, point: number): void {
    setAdd(this.moduleOf(id).points, `${numberOf(id)}:${point}`);
  }

  /** Notes which of the captures (or own bindings of a suspended generator) are uninitialized. */
  noteUninitialized(id: string, captures: readonly Value[], point = -1, own = false): void {
    for (let i = 0; i < captures.length; i++) {
      const value = captures[i];
      if (typeof value !== "object" || value === null || value[0] !== "t") continue;
      const { uninitialized } = this.moduleOf(id);
      uninitialized[uninitialized.length] = [numberOf(id), point, own, i];
    }
  }

  /** Notes that a binding of the module itself is uninitialized: it is not evaluated so far, or failed before. */
  noteUninitializedOfModule(module: string, name: string): void {
    const { uninitializedOfModule } = this.ofTag(codeTag(module));
    uninitializedOfModule[uninitializedOfModule.length] = name;
  }

  /** The list for the given modules; `codeMapOf` is asked only for modules with bindings in their dead zone. */
  finish(modules: readonly (readonly [id: string, state: ModuleState])[], codeMapOf: (module: string) => CodeMap | undefined): CodeUse[] {
    const list: CodeUse[] = [];
    for (let i = 0; i < modules.length; i++) {
      const module = modules[i]![0];
      const state = modules[i]![1];
      const use = mapGet(this.byTag, codeTag(module)) as ModuleUse | undefined;
      if (use === undefined) {
        list[i] = { module, state, functions: [], points: [], classes: [], uninitialized: [] };
        continue;
      }
      list[i] = {
        module,
        state,
        functions: sorted(use.functions),
        points: sorted(use.points),
        classes: sorted(use.classes),
        uninitialized: namesOf(use, () => codeMapOf(module)),
      };
    }
    return list;
  }

  private moduleOf(id: string): ModuleUse {
    return this.ofTag(slice(id, 0, indexOf(id, ".")));
  }

  private ofTag(tag: string): ModuleUse {
    let use = mapGet(this.byTag, tag) as ModuleUse | undefined;
    if (use === undefined) {
      use = {
        functions: new NativeSet(),
        classes: new NativeSet(),
        points: new NativeSet(),
        uninitialized: [],
        uninitializedOfModule: [],
      };
      mapSet(this.byTag, tag, use);
    }
    return use;
  }
}

function namesOf(use: ModuleUse, codeMapOf: () => CodeMap | undefined): string[] {
  const names = new NativeSet<string>();
  for (let i = 0; i < use.uninitializedOfModule.length; i++) setAdd(names, `0:${use.uninitializedOfModule[i]!}`);
  if (use.uninitialized.length === 0) return sorted(names);
  const map = codeMapOf();
  for (let i = 0; i < use.uninitialized.length; i++) {
    const noted = use.uninitialized[i]!;
    const entry = map?.functions[noted[0]];
    const capture = noted[2] ? entry?.points?.[noted[1]]?.own[noted[3]] : entry?.captures[noted[3]];
    if (capture !== undefined) setAdd(names, `${capture.scope}:${capture.name}`);
  }
  return sorted(names);
}

function sorted<T extends number | string>(set: Set<T>): T[] {
  const list: T[] = [];
  setForEach(set, (item: unknown) => {
    list[list.length] = item as T;
  });
  sortArray(list, ((a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)) as never);
  return list;
}

/** The N of a code id. */
export function numberOf(id: string): number {
  return +slice(id, indexOf(id, ".") + 1);
}
