/** What the runtime needs of the machine and engine it runs on. Implementations: hosts/node.ts (Node, Bun, Deno) and hosts/bare.ts (engines under one of these). */
export interface Host {
  /** `node`, `bun`, `deno`, `quickjs`, … */
  readonly engine: string;
  readonly version: string;
  readonly facts: HostFacts;
  /** Whether streams, files and builtin modules of Node are there. */
  readonly nodeLike: boolean;
  /** What the host's own code uses of the program's realm; undefined where it uses nothing of it (Node, bare engines). */
  readonly shared?: SharedRealm | undefined;
  /** Writes to stdout (1) or stderr (2), at once and in order. */
  write(fd: 1 | 2, data: string | Uint8Array): void;
  /** Monotonic clock, milliseconds with fractions. */
  now(): number;
  /** Arms the one timer: `hooks.timer` is called after `delay` ms. Undefined disarms. `keepAlive`: the process lives on for it. */
  armTimer(delay: number | undefined, keepAlive: boolean): void;
  /** Arms the one immediate: `hooks.immediate` is called in the check phase of the event loop. */
  armImmediate(armed: boolean, keepAlive: boolean): void;
  /** The engine's own microtask queue. */
  microtask(callback: () => void): void;
  /** After the current host callback, before anything else (Node's nextTick, or a microtask). */
  tick(callback: () => void): void;
  /** Calls back after some milliseconds, whatever the program's clock does. */
  later(callback: () => void, delay: number): void;
  /** Keeps the process alive although nothing is armed (while frozen). */
  hold(held: boolean): void;
  /** Reads a text file. Throws when it isn't there. */
  readText(path: string): string;
  exists(path: string): boolean;
  /** Writes a text file at once. */
  writeText(path: string, text: string): void;
  /** Evaluates a script in the program's realm. */
  evaluate(code: string, filename: string): unknown;
  /** Builtin module of the host by its name without `node:`, or undefined. */
  builtin(name: string): unknown;
  /** The code the process will end with, while it is ending. */
  setExitCode(code: number): void;
  /** Ends the process at once. */
  exit(code: number): never;
  /** The host's own `process`, if there is one. */
  readonly process: HostProcess | undefined;
  /** What keeps the host alive besides what the runtime itself armed: servers, sockets, processes, requests. Empty where the host doesn't tell. */
  living(): object[];
  /** Connects the control channel (section 8), or nothing if the host was started without one. */
  connectControl(receive: (message: Record<string, unknown>, bytes: Uint8Array) => void): ControlChannel | undefined;
}

/** A host whose builtin modules find timers and `process` through the global object: what they queue comes to the program's functions. */
export interface SharedRealm {
  /** The host's own timer functions, for callbacks of its own. */
  readonly timers: Readonly<
    Record<"setTimeout" | "setInterval" | "setImmediate" | "clearTimeout" | "clearImmediate", (...args: never[]) => unknown>
  >;
  /** Objects with internals of the host's that it changes as it likes: named, but neither looked into nor compared. */
  readonly internals: readonly object[];
}

export interface ControlChannel {
  send(message: Record<string, unknown>, body?: string): void;
  /**
   * Receives what comes without the event loop, for a main thread that stands in the middle of the program, until `isOver()`; then the event loop goes on
   * with the next byte. Only where the host can (Node).
   * @returns false when the other side has gone away.
   */
  readonly serve?: (isOver: () => boolean) => boolean;
  /** Receives what has come by now, without the event loop. Where `serve` is. */
  readonly poll?: () => void;
}

export interface HostProcess {
  readonly pid: number;
  on(event: string, listener: (...args: never[]) => void): unknown;
  removeListener(event: string, listener: (...args: never[]) => void): unknown;
  [name: string]: unknown;
}

export interface HostFacts {
  readonly argv0: string;
  readonly execPath: string;
  /** Arguments after the entry. */
  readonly args: readonly string[];
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
  readonly platform: string;
  readonly arch: string;
  readonly pid: number;
  /** Version that `process.version` shows: that of Node, emulated elsewhere. */
  readonly nodeVersion: string;
  readonly versions: Record<string, string>;
}

/** What the host calls. Filled by the event loop. */
export const hooks: {
  timer(): void;
  immediate(): void;
  /** The event loop is empty: last chance to go on. */
  beforeExit(): void;
  exit(code: number): void;
  uncaught(error: unknown): void;
} = {
  timer: () => undefined,
  immediate: () => undefined,
  beforeExit: () => undefined,
  exit: () => undefined,
  uncaught: () => undefined,
};

/** The host, set once by the entry (start.ts, bare.ts) before anything else runs. */
export let host: Host;

export function setHost(given: Host): void {
  host = given;
}
