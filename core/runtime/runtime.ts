import { async, asyncFunction, asyncMethod, method } from "./asyncFunctions.js";
import { delegateAsync } from "./asyncDelegates.js";
import { asyncGenerator, asyncGeneratorFunction, asyncGeneratorMethod, installAsyncGenerators, yielded } from "./asyncGenerators.js";
import { combinators } from "./combinators.js";
import { delegate } from "./delegates.js";
import { iterator } from "./heldIterators.js";
import { iterate, iterateAsync, iterateCall } from "./iterations.js";
import { keys } from "./keys.js";
import { call, propertyKey, rest, strings, superGet, superSet } from "./operations.js";
import { installReturned, returned } from "./returned.js";
import { commonJsScope } from "./modules/commonJs.js";
import { define, resume } from "./modules/definitions.js";
import { dynamicImport } from "./modules/dynamicImport.js";
import { codemap } from "./restoreProgram.js";
import { startProgram } from "./startProgram.js";
import { defineProperty } from "./primordials.js";
import { installPromise } from "./promise.js";
import { at, registerClass, report } from "./reports.js";
import { startHostCalls } from "./hostCalls.js";
import { installMicrotasks } from "./microtasks.js";
import { pause } from "./stack/pause.js";
import { installStop } from "./stack/stopFlag.js";
import { startTimers } from "./timers.js";
import { startTurns } from "./turns.js";

/** `$tm`: what instrumented code and resume code call (docs/code-contract.md). */
export const api = {
  define,
  resume,
  codemap,
  start: startProgram,
  scope: commonJsScope,
  dynamicImport,
  report,
  at,
  class: registerClass,
  asyncFunction,
  async,
  asyncGeneratorFunction,
  asyncGenerator,
  yield: yielded,
  method,
  iterate,
  iterateAsync,
  keys,
  iterateCall,
  iterator,
  strings,
  delegate,
  delegateAsync,
  asyncMethod,
  asyncGeneratorMethod,
  call,
  key: propertyKey,
  propertyKey,
  rest,
  returned,
  pause,
  superGet,
  superSet,
};

/** Makes `$capturing` anew: deleting and recreating it lets V8 take it for a constant again after a capture. */
export function installCapturing(): void {
  delete (globalThis as { $capturing?: boolean }).$capturing;
  defineProperty(globalThis, "$capturing", { value: false, writable: true, enumerable: false, configurable: true });
}

/** Puts the runtime into the realm: `$tm`, `$capturing`, promises, timers. Called once, before any code of the program. */
export function installRuntime(): void {
  installCapturing();
  installStop();
  defineProperty(globalThis, "$tm", { value: api, writable: false, enumerable: false, configurable: true });
  installPromise(combinators);
  installAsyncGenerators();
  installReturned();
  installMicrotasks();
  startTurns();
  startTimers();
  startHostCalls();
}
