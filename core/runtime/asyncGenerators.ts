import type { Job } from "./jobs.js";
import {
  apply,
  defineBuiltin,
  generatorNext,
  generatorThrow,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isObject,
  setPrototypeOf,
} from "./primordials.js";
import { awaitValue } from "./promise.js";
import { newPromise, PromiseState, reject, resolve } from "./promiseState.js";
import { hidden, record } from "./records.js";
import { returnInto } from "./returned.js";

/** %AsyncGeneratorFunction.prototype% and %AsyncGeneratorPrototype%. */
export const AsyncGeneratorFunctionPrototype = getPrototypeOf(async function* () {}) as object;
export const AsyncGeneratorPrototype = (AsyncGeneratorFunctionPrototype as { prototype: object }).prototype;

/** What `yield $tm.yield(x)` hands to the driver: a value for the consumer, not something to await. */
export class Yielded {
  value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
record("Yielded", Yielded, ["value"]);

/** One call of next, throw or return that waits for its turn (AsyncGeneratorRequest, ECMA-262 27.6.3.1). */
export class Request {
  kind: "next" | "throw" | "return";
  value: unknown;
  result: PromiseState;
  constructor(kind: "next" | "throw" | "return", value: unknown, result: PromiseState) {
    this.kind = kind;
    this.value = value;
    this.result = result;
  }
}
record("AsyncGeneratorRequest", Request, ["kind", "value", "result"]);

/** Hidden state of an async generator object. */
export class AsyncGeneratorState implements Job {
  generator: Generator;
  queue: Request[] = [];
  status: "start" | "yielded" | "executing" | "awaiting-return" | "completed" = "start";
  /** What the generator waits for while executing: an operand of `await`, or the value of a `return()` at a yield. */
  awaiting: "await" | "return" = "await";
  constructor(generator: Generator) {
    this.generator = generator;
  }

  /** Goes on after something was awaited. */
  runJob(value: unknown, ok: boolean): void {
    if (this.status === "awaiting-return") {
      this.status = "completed";
      this.answer(value, ok, true);
      this.drain();
      return;
    }
    if (this.awaiting === "return") {
      this.awaiting = "await";
      this.run(ok ? "return" : "throw", value);
      return;
    }
    this.run(ok ? "next" : "throw", value);
  }

  request(kind: "next" | "throw" | "return", value: unknown): object {
    const result = new PromiseState();
    const promise = newPromise(result);
    this.queue.push(new Request(kind, value, result));
    if (this.status !== "executing" && this.status !== "awaiting-return") this.resumeNext();
    return promise;
  }

  private resumeNext(): void {
    const request = this.queue[0] as Request;
    if (this.status === "start" && request.kind !== "next") {
      this.status = "completed";
      // The generator must not be found suspended at its start.
      returnInto(this.generator, undefined);
    }
    if (this.status === "completed") {
      this.drain();
      return;
    }
    const fromYield = this.status === "yielded";
    this.status = "executing";
    if (request.kind === "return" && fromYield) {
      // `return(v)` at a yield awaits v before anything else (27.6.3.8, step 12).
      this.awaiting = "return";
      this.awaitFor(request.value);
      return;
    }
    this.run(request.kind, request.value);
  }

  private awaitFor(value: unknown): void {
    try {
      awaitValue(value, this);
    } catch (error) {
      this.runJob(error, false);
    }
  }

  private run(kind: "next" | "throw" | "return", value: unknown): void {
    let step: IteratorResult<unknown>;
    try {
      const { generator } = this;
      step =
        kind === "next"
          ? generatorNext(generator, value)
          : kind === "throw"
            ? generatorThrow(generator, value)
            : returnInto(generator, value);
    } catch (error) {
      this.status = "completed";
      this.answer(error, false, true);
      this.drain();
      return;
    }
    if (step.done === true) {
      this.status = "completed";
      this.answer(step.value, true, true);
      this.drain();
    } else if (step.value instanceof Yielded) {
      this.status = "yielded";
      this.answer(step.value.value, true, false);
      if (this.queue.length > 0 && (this.status as string) === "yielded") this.resumeNext();
    } else this.awaitFor(step.value);
  }

  /** AsyncGeneratorCompleteStep (27.6.3.5). */
  private answer(value: unknown, ok: boolean, done: boolean): void {
    const request = this.queue.shift() as Request;
    if (ok) resolve(request.result, { value, done });
    else reject(request.result, value);
  }

  /** AsyncGeneratorDrainQueue (27.6.3.10). */
  private drain(): void {
    while (this.queue.length > 0 && this.status === "completed") {
      const request = this.queue[0] as Request;
      if (request.kind === "return") {
        this.status = "awaiting-return";
        this.awaitFor(request.value);
        return;
      }
      if (request.kind === "next") this.answer(undefined, true, true);
      else this.answer(request.value, false, true);
    }
  }
}
record("AsyncGenerator", AsyncGeneratorState, ["generator", "queue", "status", "awaiting"]);

/** `$tm.yield(x)` */
export function yielded(value: unknown): Yielded {
  return new Yielded(value);
}

/** `$tm.asyncGeneratorFunction(f)`: makes f look like an async generator function. */
export function asyncGeneratorFunction<F extends object>(f: F): F {
  setPrototypeOf(f, AsyncGeneratorFunctionPrototype);
  Object.defineProperty(f, "prototype", {
    value: Object.create(AsyncGeneratorPrototype),
    writable: true,
    enumerable: false,
    configurable: false,
  });
  return f;
}

/** `$tm.asyncGeneratorMethod(holder, key)`: makes a method look like an async generator; answers with it. */
export function asyncGeneratorMethod(holder: object, key: PropertyKey): object {
  return asyncGeneratorFunction(getOwnPropertyDescriptor(holder, key)?.value as object);
}

/** `$tm.asyncGenerator(body, this, arguments, f)`: a new async generator object of the function f. Errors of parameters are thrown. */
export function asyncGenerator(
  body: (...args: never[]) => Generator,
  self: unknown,
  args: ArrayLike<unknown>,
  f: { prototype?: unknown },
): object {
  const generator = apply(body, self, args as never) as Generator;
  const prototype = f.prototype;
  const object = Object.create(isObject(prototype) ? prototype : AsyncGeneratorPrototype) as object;
  hidden.add(object, new AsyncGeneratorState(generator));
  return object;
}

function request(generator: unknown, kind: "next" | "throw" | "return", value: unknown): object {
  const state = isObject(generator) ? hidden.get(generator) : undefined;
  if (state instanceof AsyncGeneratorState) return state.request(kind, value);
  const result = new PromiseState();
  const promise = newPromise(result);
  reject(result, new TypeError(`${kind} method called on incompatible receiver ${String(generator)}`));
  return promise;
}

const methods = {
  next(this: unknown, value: unknown): object {
    return request(this, "next", value);
  },
  return(this: unknown, value: unknown): object {
    return request(this, "return", value);
  },
  throw(this: unknown, value: unknown): object {
    return request(this, "throw", value);
  },
};

/** Puts the methods of async generators in place. Called once at start. */
export function installAsyncGenerators(): void {
  const native = { ...getMethods() };
  for (const name of ["next", "return", "throw"] as const) {
    const own = methods[name];
    const original = native[name];
    // The host's own async generators (streams) keep the engine's methods.
    const both = {
      [name](this: unknown, value: unknown): unknown {
        if (isObject(this) && hidden.get(this) === undefined) return apply(original as never, this, [value] as never);
        return apply(own as never, this, [value] as never);
      },
    }[name];
    defineBuiltin(AsyncGeneratorPrototype, name, both);
  }
}

function getMethods(): Record<string, unknown> {
  const { next, return: giveBack, throw: raise } = AsyncGeneratorPrototype as unknown as Record<string, unknown>;
  return { next, return: giveBack, throw: raise };
}
