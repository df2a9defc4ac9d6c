import type { Job } from "./jobs.js";
import { apply, generatorNext, generatorThrow, getPrototypeOf, setPrototypeOf, getOwnPropertyDescriptor } from "./primordials.js";
import { awaitValue } from "./promise.js";
import { newPromise, PromiseState, reject, resolve } from "./promiseState.js";
import { record } from "./records.js";

/** %AsyncFunction.prototype% */
export const AsyncFunctionPrototype = getPrototypeOf(async function () {}) as object;

/** A running async function (or a module with top-level await): its generator and the promise it answers with. */
export class Activation implements Job {
  generator: Generator;
  result: PromiseState;
  constructor(generator: Generator, result: PromiseState) {
    this.generator = generator;
    this.result = result;
  }

  /** Goes on after an `await` (27.7.5.3, steps 3 and 5). */
  runJob(value: unknown, ok: boolean): void {
    let step: IteratorResult<unknown>;
    const outer = current.activation;
    current.activation = this;
    try {
      step = ok ? generatorNext(this.generator, value) : generatorThrow(this.generator, value);
    } catch (error) {
      current.activation = outer;
      reject(this.result, error);
      return;
    }
    current.activation = outer;
    if (step.done === true) resolve(this.result, step.value);
    else awaitStep(this, step.value);
  }

  /** Takes what the generator answered to a `next()` that was called from elsewhere: its first await. */
  goOn(step: IteratorResult<unknown>): void {
    if (step.done === true) resolve(this.result, step.value);
    else awaitStep(this, step.value);
  }
}
record("Activation", Activation, ["generator", "result"]);

/** The async function that is running now, for the `at async` lines of stacks. */
export const current: { activation: Activation | undefined } = { activation: undefined };

function awaitStep(activation: Activation, value: unknown): void {
  try {
    awaitValue(value, activation);
  } catch (error) {
    // Reading `constructor` of the awaited promise threw: the await itself throws, at once.
    activation.runJob(error, false);
  }
}

/** `$tm.async(body, this, arguments)`: calls the generator of an async function and drives it. */
export function async(body: (...args: never[]) => Generator, self: unknown, args: ArrayLike<unknown>): object {
  const result = new PromiseState();
  const promise = newPromise(result);
  let generator: Generator;
  try {
    generator = apply(body, self, args as never) as Generator;
  } catch (error) {
    // Defaults and patterns of the parameters threw.
    reject(result, error);
    return promise;
  }
  new Activation(generator, result).runJob(undefined, true);
  return promise;
}

/** `$tm.asyncFunction(f)`: makes f look like an async function. */
export function asyncFunction<F extends object>(f: F): F {
  setPrototypeOf(f, AsyncFunctionPrototype);
  return f;
}

/** `$tm.asyncMethod(holder, key)`: makes a method look like an async function. */
export function asyncMethod(holder: object, key: PropertyKey): void {
  asyncFunction(getOwnPropertyDescriptor(holder, key)?.value as object);
}

/** `$tm.method(holder, name)`: takes a generator method off its class again; it was one only to see private names and `super`. */
export function method(holder: object, name: PropertyKey): unknown {
  const taken = (holder as Record<PropertyKey, unknown>)[name];
  // Deleting from a prototype turns it slow; nothing else can take the name away.
  delete (holder as Record<PropertyKey, unknown>)[name];
  return taken;
}
