import { boot } from "./boot.js";
import { hooks, host } from "./host.js";
import { bareHost } from "./hosts/bare.js";
import type { Ask } from "./hosts/bare.js";
import { clockNow } from "./clock.js";

declare global {
  /** Given by the process around the engine, and taken away before the program starts. */
  var $host: unknown;
  var $directory: string;
  var $enter: unknown;
}

/** Entry of `bare.js`: the runtime alone, evaluated as a script in an engine that has nothing but the language. */
const ask = globalThis.$host as Ask;
const directory = globalThis.$directory;
const made = bareHost(ask, "quickjs");
let started = false;

/** What the process around the engine calls. */
function enter(name: string, ...args: unknown[]): void {
  switch (name) {
    case "start":
      started = true;
      delete (globalThis as { $enter?: unknown }).$enter;
      boot(made.host, directory, true);
      break;
    case "timer":
      hooks.timer();
      break;
    case "immediate":
      hooks.immediate();
      break;
    case "beforeExit":
      hooks.beforeExit();
      break;
    case "exit":
      if (started) hooks.exit(args[0] as number);
      break;
    case "later":
      made.calls.later(args[0] as number);
      break;
    case "message":
      made.calls.message(args[0] as string, args[1] as string);
      break;
    default:
      throw new Error(`unknown call ${name} of ${host.engine}`);
  }
}

delete (globalThis as { $host?: unknown }).$host;
delete (globalThis as { $directory?: unknown }).$directory;
Object.defineProperty(globalThis, "$enter", { value: enter, configurable: true });
// Programs for Node call the global object so.
Object.defineProperty(globalThis, "global", { value: globalThis, writable: true, enumerable: true, configurable: true });
if (!("performance" in globalThis)) {
  Object.defineProperty(globalThis, "performance", {
    value: { now: () => clockNow(), timeOrigin: Date.now() },
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
