import { newQuickJSWASMModuleFromVariant } from "quickjs-emscripten";
import type { QuickJSContext, QuickJSHandle, QuickJSSyncVariant } from "quickjs-emscripten";
import { hooks as noHooks } from "../host.js";
import type { Host } from "../host.js";

/** What the engine's side calls: name of an operation of the Node host, and plain values. */
type Operation = (...args: (string | number | boolean | undefined)[]) => string | number | boolean | undefined;

/**
 * Runs QuickJS (wasm) inside this Node process: evaluates `bare.js` and the program in it, and lends it the Node host for output, timers, files and
 * the control channel. The engine's realm sees one function, `$host(name, …)`, and is called through `$enter(name, …)`.
 */
export async function runQuickJs(variant: QuickJSSyncVariant, node: Host, bareCode: string, directory: string): Promise<void> {
  const engine = await newQuickJSWASMModuleFromVariant(variant);
  const context = engine.newContext();
  context.runtime.setMaxStackSize(1024 * 1024);
  // Known only after the engine has evaluated the runtime.
  // eslint-disable-next-line prefer-const
  let enter: QuickJSHandle | undefined;

  /** Calls into the engine, then runs what that has queued. */
  const call = (name: string, ...args: (string | number)[]): void => {
    if (enter === undefined) return;
    const handles = [
      context.newString(name),
      ...args.map((arg) => (typeof arg === "string" ? context.newString(arg) : context.newNumber(arg))),
    ];
    finish(context, context.callFunction(enter, context.undefined, handles));
    for (const handle of handles) handle.dispose();
    runJobs(context);
  };
  const operations = makeOperations(node, call, (code, filename) => {
    finish(context, context.evalCode(code, filename, { type: "global" }));
  });
  const hostFunction = context.newFunction("$host", (nameHandle, ...argHandles) => {
    const name = context.getString(nameHandle);
    const operation = operations[name];
    if (operation === undefined) throw new Error(`no host operation ${name}`);
    const result = operation(...argHandles.map((handle) => context.dump(handle) as string | number | boolean | undefined));
    if (typeof result === "string") return context.newString(result);
    if (typeof result === "number") return context.newNumber(result);
    return result === undefined ? context.undefined : result ? context.true : context.false;
  });
  context.setProp(context.global, "$host", hostFunction);
  context.setProp(context.global, "$directory", context.newString(directory));
  finish(context, context.evalCode(bareCode, "thingsmigrate-runtime.js", { type: "global" }));
  enter = context.getProp(context.global, "$enter");
  noHooks.timer = () => {
    call("timer");
  };
  noHooks.immediate = () => {
    call("immediate");
  };
  noHooks.beforeExit = () => {
    call("beforeExit");
  };
  noHooks.exit = (code) => {
    call("exit", code);
  };
  call("start");
}

function finish(context: QuickJSContext, result: ReturnType<QuickJSContext["evalCode"]>): void {
  if (result.error === undefined) {
    result.value.dispose();
    return;
  }
  const error: unknown = context.dump(result.error);
  result.error.dispose();
  const { name, message, stack } = (typeof error === "object" && error !== null ? error : { message: String(error) }) as Partial<Error>;
  throw Object.assign(new Error(message), { name: name ?? "Error", stack: `${name ?? "Error"}: ${message ?? ""}\n${stack ?? ""}` });
}

function runJobs(context: QuickJSContext): void {
  for (;;) {
    const result = context.runtime.executePendingJobs();
    if (result.error !== undefined) {
      const error: unknown = context.dump(result.error);
      result.error.dispose();
      throw Object.assign(new Error("error in a job of the engine"), { cause: error });
    }
    if (result.value === 0) return;
  }
}

function makeOperations(
  node: Host,
  call: (name: string, ...args: (string | number)[]) => void,
  evaluate: (code: string, filename: string) => void,
): Record<string, Operation> {
  const control = { send: (_message: Record<string, unknown>, _bytes?: string) => undefined as void };
  const fs = node.builtin("fs") as typeof import("node:fs");
  return {
    facts: () => JSON.stringify({ ...node.facts, versions: { ...node.facts.versions } }),
    writeText: (fd, text) => {
      if (typeof fd === "number") node.write(fd as 1 | 2, String(text));
      else node.writeText(String(fd), String(text));
      return undefined;
    },
    writeBytes: (fd, latin1) => {
      node.write(fd as 1 | 2, Buffer.from(String(latin1), "latin1"));
      return undefined;
    },
    now: () => node.now(),
    armTimer: (delay, keepAlive) => {
      node.armTimer(delay === undefined ? undefined : Number(delay), keepAlive === true);
      return undefined;
    },
    armImmediate: (armed, keepAlive) => {
      node.armImmediate(armed === true, keepAlive === true);
      return undefined;
    },
    hold: (held) => {
      node.hold(held === true);
      return undefined;
    },
    later: (id, delay) => {
      node.later(() => {
        call("later", Number(id));
      }, Number(delay));
      return undefined;
    },
    readText: (path) => node.readText(String(path)),
    exists: (path) => node.exists(String(path)),
    append: (path, text) => {
      fs.appendFileSync(String(path), String(text));
      return undefined;
    },
    evaluate: (code, filename) => {
      evaluate(String(code), String(filename));
      return undefined;
    },
    setExitCode: (code) => {
      node.setExitCode(Number(code));
      return undefined;
    },
    exit: (code) => node.exit(Number(code)),
    connect: () => {
      const channel = node.connectControl((message, bytes) => {
        call("message", JSON.stringify(message), Buffer.from(bytes).toString("latin1"));
      });
      if (channel === undefined) return false;
      control.send = (message, bytes) => {
        channel.send(message, bytes);
      };
      return true;
    },
    send: (message, bytes) => {
      control.send(JSON.parse(String(message)) as Record<string, unknown>, bytes === undefined ? undefined : String(bytes));
      return undefined;
    },
  };
}
