/** The part of the runtime that snapshots need, with a module loader of a page: what is evaluated inside a fresh realm by test/snapshot tests. */
import { capture, type CapturedModule, type CaptureWork } from "../../../core/runtime/capture.js";
import { listIntrinsics } from "../../../core/runtime/intrinsics.js";
import { BoundState, ProxyState } from "./hiddenStates.js";
import { delegate } from "../../../core/runtime/delegates.js";
import { hidden } from "../../../core/runtime/records.js";
import { at, registerClass, report } from "../../../core/runtime/reports.js";
import { restore, type RestoreWork } from "../../../core/runtime/restore.js";
import type { ResumedModule, ResumeTables } from "../../../core/runtime/resumeModule.js";
import { roots } from "../../../core/runtime/records.js";

type Getters = Record<string, () => unknown>;
interface Module {
  readonly exports: Getters;
  scope: Getters;
  readonly record: object;
}

const modules: Record<string, Module> = {};
const definitions: Record<string, ($m: unknown) => Generator> = {};
const resumed: Record<string, ($m: unknown) => ResumedModule> = {};
let tables: ResumeTables = {};
const realm = globalThis as unknown as Record<string, unknown>;
const define = (name: string, value: unknown): void => {
  Object.defineProperty(realm, name, { value, writable: true, enumerable: false, configurable: true });
};

function moduleOf(id: string): Module {
  return (modules[id] ??= { exports: {}, scope: {}, record: Object.create(null) as object });
}

function handle(id: string): unknown {
  const module = moduleOf(id);
  return {
    exports: (getters: Getters) => {
      for (const name of Object.keys(getters)) Object.defineProperty(module.record, name, { get: getters[name]!, enumerable: true });
    },
    scope: (getters: Getters) => {
      module.scope = getters;
    },
    import: (specifier: string) => moduleOf(specifier.replace("./", "")).record,
  };
}

const superOf = (home: object): object | null => Object.getPrototypeOf(home) as object | null;
const $tm = {
  define: (id: string, _kind: string, body: ($m: unknown) => Generator) => {
    definitions[id] = body;
  },
  resume: (id: string, _kind: string, body: ($m: unknown) => ResumedModule) => {
    resumed[id] = body;
  },
  codemap: (given: ResumeTables) => {
    tables = given;
  },
  report,
  at,
  class: registerClass,
  delegate,
  superGet: (home: object, key: PropertyKey, self: object): unknown => Reflect.get(superOf(home)!, key, self),
  superSet: (home: object, key: PropertyKey, value: unknown, self: object): unknown => Reflect.set(superOf(home)!, key, value, self),
};
define("$tm", $tm);
define("$capturing", false);

const NativeProxy = Proxy;
define("Proxy", function Proxy(target: object, handler: object) {
  const made = new NativeProxy(target, handler);
  hidden.set(made, new ProxyState(target, handler));
  return made;
});
const { bind } = Function.prototype;
Object.defineProperty(Function.prototype, "bind", {
  value(this: object, self: unknown, ...args: unknown[]) {
    const made = Reflect.apply(bind, this, [self, ...args]) as object;
    hidden.set(made, new BoundState(this, self, args));
    return made;
  },
  writable: true,
  configurable: true,
});

const harness = {
  run(ids: string[]): void {
    const bodies = ids.map((id) => definitions[id]!(handle(id)));
    for (const body of bodies) body.next();
    for (const body of bodies) body.next();
  },
  capture(): { text: string; codeUse: unknown; work: CaptureWork } {
    const sources: CapturedModule[] = Object.keys(modules).map((id) => ({ id, state: "evaluated", scope: modules[id]!.scope }));
    const result = capture(
      { intrinsics, modules: sources, roots: {}, exotic: {} },
      () => {
        realm["$capturing"] = true;
      },
      () => {
        delete realm["$capturing"];
        define("$capturing", false);
      },
    );
    return { text: result.chunks.join(""), codeUse: JSON.parse(JSON.stringify(result.codeUse)), work: result.work };
  },
  restore(text: string): RestoreWork {
    return restore(
      text,
      {
        intrinsics,
        tables,
        roots,
        exotic: {},
        resumeModule: (id) => {
          const made = resumed[id]!(handle(id));
          const module = moduleOf(id);
          module.scope = made.get ?? {};
          for (const name of Object.keys(made.exports ?? {}))
            Object.defineProperty(module.record, name, { get: made.exports![name]!, enumerable: true });
          return made;
        },
      },
      () => {
        define("$restoring", true);
      },
      () => {
        define("$restoring", false);
      },
    );
  },
  /** A live value of a module. */
  get(id: string, name: string): unknown {
    return modules[id]!.scope[name]!();
  },
};
define("harness", harness);
// What is defined before the listing is not the program's.
const intrinsics = listIntrinsics({ opaque: [harness] });
