import { hooks } from "../host.js";
import type { ControlChannel, Host, HostProcess } from "../host.js";
import { connectSocket } from "./controlSocket.js";

type NodeRequire = (name: string) => never;

/** The host on Node 18 and later, Bun and Deno: the same file, told apart by what is there. @param require loads the host's builtin modules. */
export function nodeHost(require: NodeRequire): Host {
  const native = process as unknown as HostProcess & NodeJS.Process;
  const fs: typeof import("node:fs") = require("node:fs");
  const vm: typeof import("node:vm") = require("node:vm");
  const versions = native.versions as Record<string, string>;
  const engine = versions["bun"] !== undefined ? "bun" : versions["deno"] !== undefined ? "deno" : "node";
  const { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval, queueMicrotask } = globalThis;
  const nextTick = native.nextTick.bind(native);
  const clock = performance;
  const readClock = clock.now.bind(clock);
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let held: NodeJS.Timeout | undefined;
  let control: ControlChannel | undefined;

  const host: Host = {
    engine,
    version: versions[engine] ?? native.version,
    nodeLike: true,
    process: native,
    shared:
      engine === "node"
        ? undefined
        : { timers: { setTimeout, setInterval, setImmediate, clearTimeout, clearImmediate }, internals: hostInternals() },
    facts: {
      argv0: native.argv0,
      execPath: native.execPath,
      args: native.argv.slice(2),
      env: native.env,
      cwd: native.cwd(),
      platform: native.platform,
      arch: native.arch,
      pid: native.pid,
      nodeVersion: native.version,
      versions,
    },
    write(fd, data) {
      writeAll(fs, fd, typeof data === "string" ? Buffer.from(data) : data);
    },
    now: readClock,
    armTimer(delay, keepAlive) {
      if (timer !== undefined) clearTimeout(timer);
      timer = undefined;
      if (delay === undefined) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          hooks.timer();
        },
        Math.ceil(Math.min(delay, 2147483647)),
      );
      if (!keepAlive) timer.unref();
    },
    armImmediate(armed, keepAlive) {
      if (immediate !== undefined && !armed) {
        clearImmediate(immediate);
        immediate = undefined;
      }
      if (!armed) return;
      immediate ??= setImmediate(() => {
        immediate = undefined;
        hooks.immediate();
      });
      if (keepAlive) immediate.ref();
      else immediate.unref();
    },
    microtask: queueMicrotask,
    tick: nextTick,
    hold(on) {
      if (held !== undefined) clearInterval(held);
      held = on ? setInterval(() => undefined, 2147483647) : undefined;
    },
    later(callback, delay) {
      setTimeout(callback, delay);
    },
    readText: (path) => fs.readFileSync(path, "utf8"),
    exists: (path) => fs.existsSync(path),
    writeText: (path, text) => {
      fs.writeFileSync(path, text);
    },
    evaluate: (code, filename) => vm.runInThisContext(code, { filename }),
    builtin(name) {
      try {
        return require(`node:${name}`);
      } catch {
        return undefined;
      }
    },
    setExitCode(code) {
      native.exitCode = code;
    },
    exit(code) {
      (native["reallyExit"] as (code: number) => void)(code);
      throw new Error("unreachable");
    },
    living: () => keptAliveBy(native, native.env["THINGSMIGRATE_CONTROL"]),
    connectControl(receive) {
      const path = native.env["THINGSMIGRATE_CONTROL"];
      if (path === undefined || path === "") return undefined;
      control = connectSocket({ fs, net: require("node:net") }, path, receive);
      return control;
    },
  };
  native.on("beforeExit", () => {
    hooks.beforeExit();
  });
  native.on("exit", (code: number) => {
    hooks.exit(code);
  });
  native.on("uncaughtException", (error: unknown) => {
    hooks.uncaught(error);
  });
  return host;
}

/** Deno keeps the parts that its own code shares below a symbol, and adds to them whenever one is loaded. */
function hostInternals(): object[] {
  const { Deno } = globalThis as { Deno?: Record<symbol, unknown> & { internal?: symbol } };
  const internals = Deno?.internal === undefined ? undefined : Deno[Deno.internal];
  return typeof internals === "object" && internals !== null ? [internals] : [];
}

/** What Node is kept alive by: not the control channel, whose socket is unreferenced, nor its connecting, which lasts as long as the main program. */
function keptAliveBy(native: object, controlPath: string | undefined): object[] {
  const found: object[] = [];
  for (const name of ["_getActiveHandles", "_getActiveRequests"]) {
    const list: unknown = (native as Record<string, (() => unknown) | undefined>)[name]?.();
    if (Array.isArray(list))
      found.push(...(list as { readonly address?: unknown }[]).filter(({ address }) => address !== controlPath || address === undefined));
  }
  return found;
}

function writeAll(fs: typeof import("node:fs"), fd: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += fs.writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A full pipe that the other side made non-blocking: its reader will make room.
      if (code === "EAGAIN") continue;
      if (code === "EPIPE") return;
      throw error;
    }
  }
}
