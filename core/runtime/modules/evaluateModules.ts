import { Activation } from "../asyncFunctions.js";
import type { Job } from "../jobs.js";
import { newPromise, PromiseState, reject, resolve, waitFor } from "../promiseState.js";
import { record } from "../records.js";
import { requireRecord } from "./commonJs.js";
import { findModule, registry } from "./moduleRecord.js";
import type { ModuleRecord } from "./moduleRecord.js";

/** Evaluate (ECMA-262 16.2.1.6.4): the state of the promise for the module's evaluation. Errors reject it. */
export function evaluate(module: ModuleRecord): PromiseState {
  const rootOf = module.status === "evaluating-async" || module.status === "evaluated" ? (module.cycleRoot ?? module) : module;
  if (rootOf.evaluation !== undefined) return rootOf.evaluation;
  const evaluation = new PromiseState();
  newPromise(evaluation);
  rootOf.evaluation = evaluation;
  if (rootOf.status === "evaluated") {
    if (rootOf.failed) reject(evaluation, rootOf.error);
    else resolve(evaluation, undefined);
    return evaluation;
  }
  const stack: ModuleRecord[] = [];
  try {
    evaluateInner(rootOf, stack, 0);
    if (rootOf.asyncOrder === 0 || isEvaluated(rootOf)) resolve(evaluation, undefined);
  } catch (error) {
    for (const left of stack) fail(left, error);
    fail(rootOf, error);
    reject(evaluation, error);
  }
  return evaluation;
}

function isEvaluated(module: ModuleRecord): boolean {
  return module.status === "evaluated";
}

function fail(module: ModuleRecord, error: unknown): void {
  module.status = "evaluated";
  module.failed = true;
  module.error = error;
}

/** InnerModuleEvaluation (16.2.1.6.4.1). @throws what the module's evaluation throws. */
function evaluateInner(module: ModuleRecord, stack: ModuleRecord[], startIndex: number): number {
  let index = startIndex;
  if (module.kind !== "esm") {
    evaluateValues(module);
    return index;
  }
  if (module.status === "evaluating-async" || module.status === "evaluated") {
    if (module.failed) throw module.error;
    return index;
  }
  if (module.status === "evaluating") return index;
  module.status = "evaluating";
  module.index = index;
  module.ancestor = index;
  module.pendingDependencies = 0;
  index++;
  stack.push(module);
  for (const id of module.requested) {
    let required = findModule(id) as ModuleRecord;
    index = evaluateInner(required, stack, index);
    if (required.kind !== "esm") continue;
    if (required.status === "evaluating") module.ancestor = Math.min(module.ancestor, required.ancestor);
    else {
      required = required.cycleRoot ?? required;
      if (required.failed) throw required.error;
    }
    if (required.asyncOrder > 0 && required.status !== "evaluated") {
      module.pendingDependencies++;
      required.asyncParents.push(module);
    }
  }
  if (module.pendingDependencies > 0) module.asyncOrder = registry.nextAsyncOrder++;
  else execute(module);
  if (module.ancestor === module.index) {
    for (;;) {
      const done = stack.pop() as ModuleRecord;
      done.status = done.asyncOrder === 0 ? "evaluated" : "evaluating-async";
      done.cycleRoot = module;
      if (done === module) break;
    }
  }
  return index;
}

/** What is left when the body of a module without top-level await has ended that was captured in the middle of it; what waits for it has the same end. */
export function endEvaluation(id: string, ok: boolean, error: unknown): void {
  const module = findModule(id) as ModuleRecord;
  module.generator = undefined;
  for (const record of registry.records) {
    if (record.status !== "evaluating") continue;
    if (!ok) fail(record, error);
    record.status = "evaluated";
    record.cycleRoot = module;
  }
  const { evaluation } = module;
  if (evaluation === undefined) return;
  evaluation.handled = true;
  if (ok) resolve(evaluation, undefined);
  else reject(evaluation, error);
}

/** CommonJS and JSON: evaluated at once, then what ES modules see is taken (Node's CommonJS translator). */
function evaluateValues(module: ModuleRecord): void {
  if (module.status === "evaluated") {
    if (module.failed) throw module.error;
    return;
  }
  module.status = "evaluated";
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const names = module.namespaceRecord;
  let exported: unknown;
  try {
    exported = requireRecord(module.id);
  } catch (error) {
    fail(module, error);
    throw error;
  }
  if (module.kind === "cjs" && ((typeof exported === "object" && exported !== null) || typeof exported === "function")) {
    for (const name of Object.keys(names)) {
      if (name !== "default" && Object.prototype.hasOwnProperty.call(exported, name))
        values[name] = (exported as Record<string, unknown>)[name];
    }
  }
  values["default"] = exported;
  module.values = values;
}

/** Runs the body of a module whose dependencies are ready. One that stops at a top-level await becomes an activation. */
function execute(module: ModuleRecord): void {
  const body = new ModuleBody(module);
  body.run();
}

/** The body of an ES module between two awaits. */
class ModuleBody implements Job {
  module: ModuleRecord;
  constructor(module: ModuleRecord) {
    this.module = module;
  }

  /** Runs up to the end or the first await. @throws what the body throws before its first await. */
  run(): void {
    const { module } = this;
    const generator = module.generator as Generator;
    const result = generator.next();
    if (result.done === true) {
      module.generator = undefined;
      return;
    }
    if (module.asyncOrder === 0) module.asyncOrder = registry.nextAsyncOrder++;
    const state = new PromiseState();
    waitFor(state, this);
    new Activation(generator, state).goOn(result);
  }

  /** The body has come to its end. */
  runJob(value: unknown, ok: boolean): void {
    this.module.generator = undefined;
    if (ok) fulfilled(this.module);
    else rejected(this.module, value);
  }
}
record("ModuleBody", ModuleBody, ["module"]);

/** AsyncModuleExecutionFulfilled (16.2.1.6.5.4). */
function fulfilled(module: ModuleRecord): void {
  if (module.status === "evaluated") return;
  module.status = "evaluated";
  if (module.evaluation !== undefined) resolve(module.evaluation, undefined);
  const ready: ModuleRecord[] = [];
  gather(module, ready);
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    if (isEvaluated(next)) continue;
    try {
      execute(next);
    } catch (error) {
      rejected(next, error);
      continue;
    }
    if (next.generator !== undefined) continue;
    next.status = "evaluated";
    if (next.evaluation !== undefined) resolve(next.evaluation, undefined);
    gather(next, ready);
  }
}

/** GatherAvailableAncestors (16.2.1.6.5.3), one generation at a time: what has no await of its own is run before its parents are looked at. */
function gather(module: ModuleRecord, ready: ModuleRecord[]): void {
  for (const parent of module.asyncParents) {
    if (ready.includes(parent) || (parent.cycleRoot?.failed ?? false)) continue;
    if (--parent.pendingDependencies === 0) ready.push(parent);
  }
  ready.sort((a, b) => a.asyncOrder - b.asyncOrder);
}

/** AsyncModuleExecutionRejected (16.2.1.6.5.5). */
function rejected(module: ModuleRecord, error: unknown): void {
  if (module.status === "evaluated") return;
  fail(module, error);
  for (const parent of module.asyncParents) rejected(parent, error);
  if (module.evaluation !== undefined) reject(module.evaluation, error);
}
