import { copyStatics, likeNative } from "./builtinFunctions.js";
import { host } from "./host.js";
import { running } from "./jobs.js";
import {
  NativeFinalizationRegistry,
  NativeMap,
  NativeWeakMap,
  NativeWeakRef,
  mapDelete,
  mapForEach,
  mapSet,
  weakMapGet,
  weakMapSet,
} from "./natives.js";
import { apply, construct, defineBuiltin } from "./primordials.js";
import { hidden, record, root } from "./records.js";
import { edges, isFrozen, runTurn } from "./turns.js";
import { makeDeadRef, targetOf } from "./weakRefs.js";

/** One registration. Target and token are held by WeakRefs, which a capture describes as it describes those of the program. */
class FinalizationCell {
  state: FinalizationState;
  target: WeakRef<object>;
  held: unknown;
  token: WeakRef<object> | undefined;
  constructor(state: FinalizationState, target: WeakRef<object>, held: unknown, token: WeakRef<object> | undefined) {
    this.state = state;
    this.target = target;
    this.held = held;
    this.token = token;
  }
}
record("FinalizationCell", FinalizationCell, ["state", "target", "held", "token"]);

/** Hidden state of a FinalizationRegistry (ECMA-262 26.2): its registrations in their order. */
export class FinalizationState {
  cleanup: (held: unknown) => void;
  cells = new NativeMap<FinalizationCell, true>();
  /** The registrations of a token. Not a field of the record. */
  byToken: WeakMap<object, FinalizationCell[]> | undefined = undefined;
  constructor(cleanup: (held: unknown) => void) {
    this.cleanup = cleanup;
  }
}
record("FinalizationRegistry", FinalizationState, ["cleanup", "cells"]);

/** Registrations whose target is gone and whose cleanup is still to be called. */
class DueCleanups {
  cells: FinalizationCell[] = [];
}
record("DueCleanups", DueCleanups, ["cells"]);
const due = root("cleanups", new DueCleanups());

const nativeRegister = NativeFinalizationRegistry.prototype.register as (...args: unknown[]) => void;
const nativeUnregister = NativeFinalizationRegistry.prototype.unregister as (...args: unknown[]) => boolean;

/** The engine has collected a target: the program hears of it in a turn of its own. */
function collected(cell: FinalizationCell): void {
  if (!mapDelete(cell.state.cells, cell)) return;
  due.cells[due.cells.length] = cell;
  if (!isFrozen() && !running.inTurn) runDue();
  else schedule();
}

let scheduled = false;
function schedule(): void {
  if (scheduled || due.cells.length === 0) return;
  scheduled = true;
  host.later(() => {
    scheduled = false;
    if (!isFrozen()) runDue();
  }, 0);
}

function runDue(): void {
  while (due.cells.length > 0) {
    const ran = runTurn(() => {
      const cell = due.cells[0]!;
      const rest: FinalizationCell[] = [];
      for (let i = 1; i < due.cells.length; i++) rest[i - 1] = due.cells[i]!;
      due.cells = rest;
      const { cleanup } = cell.state;
      cleanup(cell.held);
    });
    if (!ran) return;
  }
}

function newNative(): FinalizationRegistry<FinalizationCell> {
  return new NativeFinalizationRegistry(collected);
}

function watch(registry: object, cell: FinalizationCell, target: unknown, token: unknown): void {
  apply(nativeRegister as () => void, registry, (token === undefined ? [target, cell] : [target, cell, token]) as never);
  const { state } = cell;
  mapSet(state.cells, cell, true);
  if (token === undefined) return;
  state.byToken ??= new NativeWeakMap();
  const known = weakMapGet(state.byToken, token as object) as FinalizationCell[] | undefined;
  if (known === undefined) weakMapSet(state.byToken, token as object, [cell]);
  else known[known.length] = cell;
}

const methods = {
  register(this: object, target: unknown, held: unknown, token?: unknown): void {
    const state = hidden.get(this);
    // The engine refuses what is no registry, and a target that holds itself.
    if (!(state instanceof FinalizationState) || Object.is(target, held)) {
      apply(nativeRegister as () => void, this, [target, held, token] as never);
      return;
    }
    const cell = new FinalizationCell(state, refTo(target), held, token === undefined ? undefined : refTo(token));
    watch(this, cell, target, token);
  },
  unregister(this: object, token: unknown): boolean {
    const removed = apply(nativeUnregister as () => boolean, this, [token] as never);
    const state = hidden.get(this);
    if (!(state instanceof FinalizationState)) return removed;
    const cells = state.byToken === undefined ? undefined : (weakMapGet(state.byToken, token as object) as FinalizationCell[] | undefined);
    if (cells === undefined) return removed;
    for (let i = 0; i < cells.length; i++) mapDelete(state.cells, cells[i]);
    weakMapSet(state.byToken, token as object, []);
    return removed;
  },
};

/** What can't be held weakly the engine itself refuses when it is registered. */
function refTo(value: unknown): WeakRef<object> {
  try {
    return new NativeWeakRef(value as object);
  } catch {
    return makeDeadRef();
  }
}

/** Registries of a snapshot that is being restored. */
const restored: { readonly registry: object; readonly state: FinalizationState }[] = [];

/** Makes a registry from its hidden state; `watchRestored` follows when everything exists. */
export function makeRegistry(state: FinalizationState): object {
  const registry = newNative();
  hidden.set(registry, state);
  restored[restored.length] = { registry, state };
  return registry;
}

/** Restored registrations whose targets had been collected before the move: due as soon as the program goes on, as they would have been there. */
const gone: FinalizationCell[] = [];

/** Registers anew with the engine what was registered before the move. */
export function watchRestored(): void {
  for (let i = 0; i < restored.length; i++) {
    const { registry, state } = restored[i]!;
    const cells: FinalizationCell[] = [];
    mapForEach(state.cells, (_value: unknown, cell: unknown) => {
      cells[cells.length] = cell as FinalizationCell;
    });
    for (let c = 0; c < cells.length; c++) {
      const target = targetOf(cells[c]!.target);
      if (target === undefined) gone[gone.length] = cells[c]!;
      else watch(registry, cells[c]!, target, cells[c]!.token === undefined ? undefined : targetOf(cells[c]!.token));
    }
  }
  restored.length = 0;
}

/** Puts the registry in place that remembers its registrations. Called once at start, after the timers. */
export function installFinalization(): void {
  const Own = function FinalizationRegistry(cleanup: unknown): object {
    if (new.target === undefined) throw new TypeError("Constructor FinalizationRegistry requires 'new'");
    if (typeof cleanup !== "function") throw new TypeError("FinalizationRegistry: cleanup must be callable");
    const made = construct(NativeFinalizationRegistry, [collected as never], new.target) as object;
    hidden.set(made, new FinalizationState(cleanup as (held: unknown) => void));
    return made;
  } as unknown as FinalizationRegistryConstructor;
  likeNative(Own, NativeFinalizationRegistry as never);
  copyStatics(NativeFinalizationRegistry, Own);
  const { prototype } = NativeFinalizationRegistry;
  defineBuiltin(prototype, "constructor", Own);
  defineBuiltin(prototype, "register", likeNative(methods.register, { length: 2, name: "register" }));
  defineBuiltin(prototype, "unregister", likeNative(methods.unregister, { length: 1, name: "unregister" }));
  defineBuiltin(globalThis, "FinalizationRegistry", Own);
  const { arm } = edges;
  edges.arm = () => {
    arm();
    for (let i = 0; i < gone.length; i++) if (mapDelete(gone[i]!.state.cells, gone[i])) due.cells[due.cells.length] = gone[i]!;
    gone.length = 0;
    schedule();
  };
}
