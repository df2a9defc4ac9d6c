/**
 * What a program can observe of a call: every step that reaches its code, in order, and what comes of it. Runs on every engine, so it uses nothing of a host.
 */

/** The steps of one run and the objects it knows by name. */
export class Observer {
  /** One line for each step. Text, since a program that has put a setter on Array.prototype would see an array grow. */
  steps = "";
  readonly #names = new Map<unknown, string>();

  step(text: string): void {
    // A program that never ends would be a difference as well.
    if (this.steps.length > 100_000) throw new Error("too many steps");
    this.steps += `${text}\n`;
  }

  /** From now on `value` is described by `name`. */
  name<T>(name: string, value: T): T {
    this.#names.set(value, name);
    return value;
  }

  /** An object that notes every operation on it. */
  trace<T extends object>(name: string, target: T): T {
    const traced = new Proxy(target, this.#handler(name) as ProxyHandler<T>);
    return this.name(name, traced);
  }

  #handler(name: string): ProxyHandler<object> {
    const handler: Record<string, unknown> = {};
    for (const trap of Reflect.ownKeys(Reflect) as string[]) {
      const operation = (Reflect as unknown as Record<string, (...args: unknown[]) => unknown>)[trap];
      if (typeof operation !== "function") continue;
      handler[trap] = (target: object, ...args: unknown[]): unknown => {
        // The last argument of get and set is the receiver, whose description would tell little.
        const shown = trap === "get" || trap === "set" ? args.slice(0, -1) : trap === "construct" ? args.slice(0, -1) : args;
        this.step(`${name}: ${trap} ${shown.map((arg) => this.describe(arg, 2)).join(" ")}`);
        return operation(target, ...args);
      };
    }
    return handler as ProxyHandler<object>;
  }

  /** A value as text that differs if a program could tell the difference. */
  describe(value: unknown, depth = 3): string {
    const name = this.#names.get(value);
    if (name !== undefined) return name;
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "bigint") return `${String(value)}n`;
    if (Object.is(value, -0)) return "-0";
    if (typeof value === "function") return `function ${value.name}`;
    if (typeof value !== "object" || value === null) return String(value);
    if (value instanceof Error) return describeError(value);
    if (depth === 0) return "{…}";
    return this.#describeObject(value, depth - 1);
  }

  #describeObject(value: object, depth: number): string {
    const prototype: unknown = Object.getPrototypeOf(value);
    const kind = prototype === null ? "null" : ((prototype as { constructor?: { name?: string } }).constructor?.name ?? "?");
    const properties = Reflect.ownKeys(value).map((key) => {
      const { value: held, get, set, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(value, key)!;
      const flags = `${writable ? "w" : ""}${enumerable ? "e" : ""}${configurable ? "c" : ""}`;
      const content = get || set ? `${get ? "get" : ""}${set ? "set" : ""}` : this.describe(held, depth);
      return `${String(key)}${flags === "wec" ? "" : `(${flags})`}=${content}`;
    });
    const state = `${Array.isArray(value) ? "[]" : ""}${Object.isExtensible(value) ? "" : " sealed"}`;
    return `${kind}${state}{${properties.join(", ")}${this.#contents(value, depth)}}`;
  }

  #contents(value: object, depth: number): string {
    if (value instanceof Map)
      return ` of ${[...(value as Map<unknown, unknown>)]
        .flat()
        .map((one) => this.describe(one, depth))
        .join()}`;
    if (value instanceof Set) return ` of ${[...(value as Set<unknown>)].map((one) => this.describe(one, depth)).join()}`;
    return "";
  }
}

/** Messages are the engine's own; only where its builtins word their errors as V8 does are ours the same to the letter. */
let messagesCount = true;

export function describeError(error: Error): string {
  return messagesCount && error instanceof Error ? `${error.name}: ${error.message}` : error.name;
}

/** Runs `check` with errors described by their class only. */
export function withoutMessages<T>(check: () => T): T {
  const before = messagesCount;
  messagesCount = false;
  try {
    return check();
  } finally {
    messagesCount = before;
  }
}

/** Everything that can be observed of a run, as lines. What `run` pushes to `undo` is undone before the outcome is looked at. */
export function observe(run: (observer: Observer, undo: (() => void)[]) => unknown): string[] {
  const observer = new Observer();
  const undo: (() => void)[] = [];
  let outcome: unknown;
  let thrown = false;
  try {
    outcome = run(observer, undo);
  } catch (error) {
    outcome = error;
    thrown = true;
  }
  for (let n = undo.length - 1; n >= 0; n--) undo[n]!();
  return `${observer.steps}${thrown ? "throws" : "returns"} ${observer.describe(outcome)}`.split("\n");
}
