import pathBrowserify from "path-browserify";
import { host } from "../host.js";
import { wrapHostEmitter } from "../hostModules.js";
import { moduleBuiltin } from "../modules/commonJs.js";
import { shim } from "../modules/builtins.js";
import { installAbortSignals } from "./abortSignals.js";
import { asyncHooksModule } from "./asyncHooks.js";
import { eventsModule } from "./eventStatics.js";
import { installEventTargets } from "./eventTarget.js";
import { timersModule, timersPromises } from "./timersModules.js";
import { utilModule } from "./util.js";

/** Lists the builtin modules that the runtime provides itself, on every engine. Called once at start. */
export function installShims(): void {
  installEventTargets();
  const emitter = host.builtin("events") as { prototype: Record<string, unknown> } | undefined;
  if (emitter !== undefined) wrapHostEmitter(emitter.prototype);
  installAbortSignals();
  shim("events", () => eventsModule(host.builtin("events") as never));
  shim("timers", timersModule);
  shim("timers/promises", timersPromises);
  shim("util", utilModule);
  shim("async_hooks", asyncHooksModule);
  shim("module", moduleBuiltin);
  if (!host.nodeLike) shim("path", () => pathBrowserify);
  shim("process", () => (globalThis as { process?: unknown }).process);
  shim("console", () => globalThis.console);
}
