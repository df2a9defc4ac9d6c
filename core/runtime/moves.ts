import { capture } from "./capture.js";
import { hasFunctionText } from "./captureFunctions.js";
import type { CapturedModule } from "./capture.js";
import { isHostCode } from "./captureFunctions.js";
import { loadCodeMap } from "./codeMaps.js";
import { heldIteratorRoots } from "./heldIterators.js";
import { host } from "./host.js";
import { operationsInFlight } from "./hostOperations.js";
import { absorbLateJobs } from "./jobs.js";
import { pristine } from "./features.js";
import { listed } from "./listed.js";
import { livingThings, type LivingThing } from "./livingThings.js";
import { AsyncFromSync } from "./iterations.js";
import { listIntrinsics } from "./intrinsics.js";
import type { Intrinsics } from "./intrinsics.js";
import { hasNotBegun } from "./moduleFields.js";
import { program } from "./modules/definitions.js";
import { builtinLoaded, builtinModule } from "./modules/builtins.js";
import { AsyncGeneratorPrototype } from "./asyncGenerators.js";
import { restoreProgram } from "./restoreProgram.js";
import { registry } from "./modules/moduleRecord.js";
import type { ModuleRecord } from "./modules/moduleRecord.js";
import { openFiles } from "./openFiles.js";
import { isPlainPrototype, plainPrototype } from "./plainPrototypes.js";
import { join, NativePromise } from "./primordials.js";
import { ownedByProcess, ownProcess } from "./process.js";
import { hidden, roots, visiblePrototypes } from "./records.js";
import { signalKeys } from "./shims/abortSignals.js";
import { installCapturing } from "./runtime.js";
import { Timeout } from "./timers.js";
import { Immediate } from "./immediates.js";

let intrinsics: Intrinsics;
let isGenerator: ((object: object) => boolean) | undefined;

/** Lists the realm before the program changes it. Called once, after everything of the runtime is in place. */
export function listRealm(): void {
  const events = builtinModule("events") as { prototype: object };
  const module = builtinModule("module") as { prototype: object };
  const process = ownProcess as object;
  isGenerator = (host.builtin("util") as { types: { isGeneratorObject: typeof isGenerator } } | undefined)?.types.isGeneratorObject;
  plainPrototype(
    Timeout.prototype,
    Immediate.prototype,
    events.prototype,
    module.prototype,
    AsyncGeneratorPrototype,
    Object.getPrototypeOf(process) as object,
  );
  intrinsics = listIntrinsics({
    extra: {
      ...visiblePrototypes(),
      NativePromise,
      "thingsmigrate:Timeout": Timeout,
      "thingsmigrate:Immediate": Immediate,
      "node:events": events,
      "node:module": module,
      "thingsmigrate:AsyncFromSync": AsyncFromSync,
      ...heldIteratorRoots(),
    },
    opaque: [ownProcess["env"] as object, ...(host.shared?.internals ?? [])],
    isHostFunction: (f) => hidden.get(f) === undefined && !intrinsics.has(f) && isHostCode(f),
    owned: ownedByProcess(),
    findRoot: (name) => (name.startsWith("node:") ? (builtinModule(name.slice(5)) as object) : undefined),
  });
  // Node's modules add nothing to each other.
  if (host.shared !== undefined) builtinLoaded.absorb = (load) => intrinsics.absorb(load);
  pristine.names = (path) => intrinsics.names(path);
  listed.has = (object) => intrinsics.has(object);
  builtinLoaded.note = (name, module) => {
    intrinsics.addRoot(`node:${name}`, module);
  };
}

/** Hidden records whose objects are made anew from the record, besides those that exoticKinds.ts knows. */
const exotic = {
  Namespace: { opaque: true },
  FinalizationRegistry: { opaque: false },
  AbortSignal: {
    opaque: false,
    get ownKeys() {
      return (keysOfSignals ??= signalKeys());
    },
  },
};
let keysOfSignals: ReturnType<typeof signalKeys> | undefined;

function stateOf(module: ModuleRecord): CapturedModule["state"] {
  if (hasNotBegun(module)) return "linked";
  return module.status === "evaluating-async" && module.generator !== undefined ? "suspended" : "evaluated";
}

/** What of the host keeps from a capture now, in words. */
export function hostHolds(): string | undefined {
  const held = [...operationsInFlight(), ...namesOf(livingThings()), ...openFiles()];
  return held.length === 0 ? undefined : `${join(held, ", ")} of the host`;
}

function namesOf(things: readonly LivingThing[]): string[] {
  return things.map(({ name }) => name);
}

/** What a capture answers: section 8 of the contract. */
export interface Captured {
  readonly body: string;
  readonly codeUse: readonly unknown[];
}

/**
 * Captures the frozen program. Waits up to `wait` ms for what is in flight in the host: what comes back is held until the program goes on. By callback: a
 * promise's reaction would be a job of the frozen program. `failed` gets E_CAPTURE_NATIVE, E_CAPTURE_BUSY or E_CAPTURE_HOST.
 */
export function captureProgram(wait: number, done: (captured: Captured) => void, failed: (error: unknown) => void): void {
  const deadline = host.now() + wait;
  let refused: () => Error;
  /** Whether something has to end before. Tells by `refused` what, and whether it may still end. */
  const waits = (): { readonly ends: boolean } | undefined => {
    const operations = operationsInFlight();
    const things = livingThings();
    const files = openFiles();
    if (operations.length + things.length + files.length === 0) return undefined;
    refused = () => (operations.length > 0 ? busy(operations) : heldByHost([...namesOf(things), ...files]));
    return { ends: files.length === 0 && things.every(({ ends }) => ends) };
  };
  const attempt = (): void => {
    const waiting = waits();
    if (waiting === undefined) {
      finish();
      return;
    }
    if (waiting.ends && host.now() < deadline) host.later(attempt, 5);
    else failed(refused());
  };
  const finish = (): void => {
    let captured;
    try {
      captured = captureNow();
    } catch (error) {
      failed(error);
      return;
    }
    done(captured);
  };
  if (waits() === undefined) {
    finish();
    return;
  }
  // What the program holds can't change while it stands still: waiting would be in vain, and the chain says more than the thing's name.
  try {
    captureNow();
  } catch (error) {
    failed(error);
    return;
  }
  attempt();
}

function busy(operations: readonly string[]): Error {
  return Object.assign(new Error(`operations of the host are still in flight: ${operations.join(", ")}`), {
    code: "E_CAPTURE_BUSY",
    chain: [...operations],
    remedy: "wait until they have ended, or give the capture more time",
  });
}

function heldByHost(names: readonly string[]): Error {
  return Object.assign(new Error(`the host still has for the program: ${names.join(", ")}`), {
    code: "E_CAPTURE_HOST",
    chain: [...names, `held by the host (${host.engine}), not by the program`],
    remedy: "Close it before the move, or wait until it has ended.",
  });
}

function captureNow(): Captured {
  if (!hasFunctionText && program.manifest.profile !== "portable") throw noFunctionText();
  absorbLateJobs();
  const modules = registry.records
    .filter((module) => module.kind === "esm" || module.kind === "cjs")
    .map((module) => ({ id: module.id, state: stateOf(module), scope: module.scope }));
  const result = capture(
    {
      intrinsics,
      modules,
      roots,
      exotic,
      codeMapOf: (id) => loadCodeMap(id)?.codeMap,
      isPlain: isPlainPrototype,
      isGenerator,
      isPoolView: (prototype) => prototype !== null && prototype === (globalThis as { Buffer?: { prototype: object } }).Buffer?.prototype,
    },
    () => {
      globalThis.$capturing = true;
    },
    installCapturing,
  );
  return { body: join(result.chunks, ""), codeUse: result.codeUse };
}

function noFunctionText(): Error {
  return Object.assign(new Error("this engine gives no source of functions, by which closures are recognized"), {
    code: "E_CAPTURE_NATIVE",
    chain: [],
    remedy: "Start the program with `--profile portable` (thingsmigrate run, instrument, check).",
  });
}

/** Rebuilds the program of a resume program's directory in this fresh, frozen process. */
export function restoreHere(directory: string): void {
  restoreProgram(directory, intrinsics);
}
