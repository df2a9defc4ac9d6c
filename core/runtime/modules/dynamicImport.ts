import { carried } from "../asyncContext.js";
import { enqueueJob } from "../jobs.js";
import type { Job } from "../jobs.js";
import { newPromise, PromiseState, reject, resolve, waitFor } from "../promiseState.js";
import { record } from "../records.js";
import { resolveSpecifier } from "./definitions.js";
import { evaluate } from "./evaluateModules.js";
import { link, notFound } from "./linkModules.js";
import type { ModuleRecord } from "./moduleRecord.js";
import { namespaceOf } from "./namespaces.js";

/** An `import()` on its way: first the module is loaded and evaluated, then its namespace is handed out. */
class DynamicImport implements Job {
  from: string;
  specifier: string;
  result: PromiseState;
  module: ModuleRecord | undefined = undefined;
  constructor(from: string, specifier: string, result: PromiseState) {
    this.from = from;
    this.specifier = specifier;
    this.result = result;
  }

  runJob(value: unknown, ok: boolean): void {
    if (this.module !== undefined) {
      if (ok) resolve(this.result, namespaceOf(this.module));
      else reject(this.result, value);
      return;
    }
    try {
      const id = resolveSpecifier(this.from, this.specifier);
      if (id === undefined) throw notFound(this.from, this.specifier);
      this.module = link(id);
      waitFor(evaluate(this.module), this);
    } catch (error) {
      reject(this.result, error);
    }
  }
}
record("DynamicImport", DynamicImport, ["from", "specifier", "result", "module"]);

/** `import(specifier)` in the module `from` (ECMA-262 13.3.10). */
export function dynamicImport(from: string, specifier: unknown, _options?: unknown): object {
  const result = new PromiseState();
  const promise = newPromise(result);
  try {
    enqueueJob(carried(new DynamicImport(from, String(specifier), result)), undefined, true);
  } catch (error) {
    reject(result, error);
  }
  return promise;
}
