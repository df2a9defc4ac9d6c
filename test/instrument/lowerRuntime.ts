/**
 * The part of `$tm` that lowered code needs, built straight on native promises and generators. It exists to run lowered code without the rest of the
 * system: the real one is core/runtime.
 */
export function testRuntime(): Record<string, unknown> {
  const AsyncFunction = Object.getPrototypeOf(async () => {}) as object;
  const asyncGeneratorIntrinsic = async function* () {}.constructor.prototype as { prototype: object };
  let returned: unknown;
  type Body = (...args: unknown[]) => Generator<unknown, unknown, unknown>;
  const yielded = new WeakSet<object>();

  function drive(generator: Generator<unknown, unknown, unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const step = (mode: "next" | "throw", value: unknown): void => {
        let result;
        try {
          result = generator[mode](value);
        } catch (error) {
          reject(error as Error);
          return;
        }
        if (result.done) resolve(result.value);
        else {
          let promise;
          try {
            promise = Promise.resolve(result.value);
          } catch (error) {
            promise = Promise.reject(error as Error);
          }
          void Promise.prototype.then.call(
            promise,
            (v) => step("next", v),
            (e) => step("throw", e),
          );
        }
      };
      step("next", undefined);
    });
  }

  class Iteration {
    value: unknown;
    #iterator: Iterator<unknown>;
    #next: unknown;
    #done = false;
    constructor(iterable: Iterable<unknown>) {
      this.#iterator = (iterable as unknown as Record<symbol, () => Iterator<unknown>>)[Symbol.iterator]!();
      this.#next = this.#iterator.next;
    }
    next(): boolean {
      if (this.#done) return false;
      this.#done = true;
      const result = Reflect.apply(this.#next as () => IteratorResult<unknown>, this.#iterator, []);
      if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (result.done) return false;
      this.value = result.value;
      this.#done = false;
      return true;
    }
    rest(): unknown[] {
      const all = [];
      while (this.next()) all.push(this.value);
      return all;
    }
    close(): void {
      if (this.#done) return;
      this.#done = true;
      const end = this.#iterator.return;
      if (end === undefined || end === null) return;
      const result = Reflect.apply(end, this.#iterator, []);
      if (Object(result) !== result) throw new TypeError(`${String(result)} is not an object`);
    }
    abort(error: unknown): unknown {
      if (!this.#done) {
        try {
          this.close();
        } catch {
          // The first error counts.
        }
      }
      return error;
    }
  }

  class Keys {
    value: string | undefined;
    #names: string[] = [];
    #object: object | null;
    constructor(object: unknown) {
      this.#object = object === null || object === undefined ? null : (Object(object) as object);
      if (this.#object) for (const name in this.#object) this.#names.push(name);
    }
    next(): boolean {
      for (;;) {
        const name = this.#names.shift();
        if (name === undefined) return false;
        if (!(name in this.#object!)) continue;
        this.value = name;
        return true;
      }
    }
  }

  class AsyncIteration {
    value: unknown;
    closing: unknown;
    #iterator: AsyncIterator<unknown>;
    #next: unknown;
    #done = false;
    #aborted = false;
    constructor(iterable: unknown) {
      const source = iterable as Record<symbol, (() => unknown) | undefined>;
      const make = source[Symbol.asyncIterator];
      this.#iterator = (make ? Reflect.apply(make, iterable, []) : fromSync(iterable as Iterable<unknown>)) as AsyncIterator<unknown>;
      this.#next = this.#iterator.next;
    }
    next(): unknown {
      this.#done = true;
      return Reflect.apply(this.#next as () => unknown, this.#iterator, []);
    }
    take(result: IteratorResult<unknown>): boolean {
      if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (result.done) return true;
      this.value = result.value;
      this.#done = false;
      return false;
    }
    abort(error: unknown): unknown {
      this.#aborted = true;
      return error;
    }
    close(): boolean {
      if (this.#done) return false;
      this.#done = true;
      try {
        const end = this.#iterator.return;
        if (end === undefined || end === null) return false;
        this.closing = Reflect.apply(end, this.#iterator, []);
        return true;
      } catch (error) {
        if (this.#aborted) return false;
        throw error;
      }
    }
    closed(result: unknown): void {
      if (!this.#aborted && Object(result) !== result) throw new TypeError(`${String(result)} is not an object`);
    }
    failed(error: unknown): void {
      if (!this.#aborted) throw error;
    }
  }

  /** AsyncFromSyncIterator, ECMA-262 27.1.6. */
  function fromSync(iterable: Iterable<unknown>): AsyncIterator<unknown> {
    const iterator = (iterable as unknown as Record<symbol, () => Iterator<unknown>>)[Symbol.iterator]!();
    const next = iterator.next;
    const settle = async (result: IteratorResult<unknown>): Promise<IteratorResult<unknown>> => {
      if (Object(result) !== result) throw new TypeError("not an object");
      return { done: result.done ?? false, value: await result.value } as IteratorResult<unknown>;
    };
    return {
      next: async (value?: unknown) => settle(Reflect.apply(next, iterator, [value]) as IteratorResult<unknown>),
      return: async (value?: unknown) => (iterator.return ? settle(iterator.return(value)) : { done: true, value }),
      throw: async (error?: unknown) => settle(iterator.throw!(error)),
    };
  }

  class AsyncGeneratorDriver {
    #queue: { mode: "next" | "throw" | "return"; value: unknown; resolve: (r: unknown) => void; reject: (e: unknown) => void }[] = [];
    #running = false;
    #state: "start" | "yield" | "done" = "start";
    #generator: Generator<unknown, unknown, unknown>;
    constructor(generator: Generator<unknown, unknown, unknown>) {
      this.#generator = generator;
    }
    ask(mode: "next" | "throw" | "return", value: unknown): Promise<unknown> {
      return new Promise((resolve, reject) => {
        this.#queue.push({ mode, value, resolve, reject });
        if (!this.#running) this.#drain();
      });
    }
    #drain(): void {
      const first = this.#queue[0];
      if (!first) {
        this.#running = false;
        return;
      }
      this.#running = true;
      const { mode, value } = first;
      if (this.#state === "start" && mode !== "next") this.#state = "done";
      if (this.#state === "done") {
        if (mode === "return") {
          Promise.resolve(value).then(
            (v) => this.#settle(() => first.resolve({ value: v, done: true })),
            (e) => this.#settle(() => first.reject(e)),
          );
        } else if (mode === "throw") this.#settle(() => first.reject(value));
        else this.#settle(() => first.resolve({ value: undefined, done: true }));
        return;
      }
      const wasYield = this.#state === "yield";
      if (mode === "return" && wasYield) {
        Promise.resolve(value).then(
          (v) => this.#step("return", v),
          (e) => this.#step("throw", e),
        );
        return;
      }
      this.#step(mode, value);
    }
    #settle(how: () => void): void {
      this.#queue.shift();
      how();
      this.#drain();
    }
    #step(mode: "next" | "throw" | "return", value: unknown): void {
      const first = this.#queue[0]!;
      let result;
      try {
        if (mode === "return") returned = value;
        result = this.#generator[mode](value as never);
      } catch (error) {
        this.#state = "done";
        this.#settle(() => first.reject(error));
        return;
      }
      if (result.done) {
        this.#state = "done";
        const { value: last } = result;
        this.#settle(() => first.resolve({ value: last, done: true }));
        return;
      }
      const out = result.value as { value: unknown };
      if (typeof out === "object" && out !== null && yielded.has(out)) {
        this.#state = "yield";
        this.#settle(() => first.resolve({ value: out.value, done: false }));
        return;
      }
      Promise.resolve(result.value).then(
        (v) => this.#step("next", v),
        (e) => this.#step("throw", e),
      );
    }
  }

  const drivers = new WeakMap<object, AsyncGeneratorDriver>();
  const driverOf = (object: object): AsyncGeneratorDriver => drivers.get(object)!;
  const generatorPrototype = Object.getPrototypeOf(function* () {}).prototype as Record<string, unknown>;
  const nativeReturn = generatorPrototype["return"] as (value: unknown) => unknown;
  const asyncGeneratorProto = Object.create(asyncGeneratorIntrinsic.prototype) as Record<string, unknown>;
  for (const mode of ["next", "throw", "return"] as const) {
    Object.defineProperty(asyncGeneratorProto, mode, {
      value(this: object, value: unknown) {
        return driverOf(this).ask(mode, value);
      },
      enumerable: false,
      configurable: true,
      writable: true,
    });
  }

  function asyncGeneratorFunction<F extends object>(fn: F): F {
    Object.setPrototypeOf(fn, asyncGeneratorIntrinsic);
    Object.defineProperty(fn, "prototype", {
      value: Object.create(asyncGeneratorProto),
      writable: true,
      enumerable: false,
      configurable: false,
    });
    return fn;
  }

  /** `yield*` of async generators (ECMA-262 15.5.5), as something that a native `yield*` delegates to. */
  function delegateAsync(iterable: unknown): Iterable<unknown> {
    const make = (iterable as Record<symbol, (() => unknown) | undefined>)[Symbol.asyncIterator];
    const iterator = (make ? Reflect.apply(make, iterable, []) : fromSync(iterable as Iterable<unknown>)) as Required<
      AsyncIterator<unknown>
    >;
    const next = iterator.next;
    /** What has been awaited: the answer of which method, or nothing when it is the program that goes on. */
    let waiting: "next" | "throw" | "return" | null = null;
    const ask = (mode: "next" | "throw" | "return", value: unknown): IteratorResult<unknown> => {
      waiting = mode;
      if (mode === "return" && !iterator.return) return { done: true, value };
      return { done: false, value: Reflect.apply(mode === "next" ? next : iterator[mode], iterator, [value]) };
    };
    const answered = (result: IteratorResult<unknown>): IteratorResult<unknown> => {
      const mode = waiting;
      waiting = null;
      if (Object(result) !== result) throw new TypeError("not an object");
      if (result.done) {
        if (mode !== "return") return result;
        delegate.returning = true;
        return { done: true, value: result.value };
      }
      const box = { value: result.value };
      yielded.add(box);
      return { done: false, value: box };
    };
    const delegate: Iterator<unknown> & { returning: boolean } = {
      returning: false,
      next: (value) => (waiting === null ? ask("next", value) : answered(value as IteratorResult<unknown>)),
      throw(error) {
        if (waiting !== null) throw error;
        return ask("throw", error);
      },
      return: (value) => ask("return", value),
    };
    let started = false;
    delegate.next = (value) => {
      if (!started) {
        started = true;
        return ask("next", undefined);
      }
      return waiting === null ? ask("next", value) : answered(value as IteratorResult<unknown>);
    };
    return Object.assign(delegate, { [Symbol.iterator]: () => delegate as never });
  }

  return {
    async(body: Body, self: unknown, args: ArrayLike<unknown>) {
      let generator;
      try {
        generator = Reflect.apply(body, self, args as unknown[]) as Generator<unknown, unknown, unknown>;
      } catch (error) {
        return Promise.reject(error as Error);
      }
      return drive(generator);
    },
    asyncFunction: (fn: object) => Object.setPrototypeOf(fn, AsyncFunction) as object,
    asyncGeneratorFunction,
    asyncGenerator(body: Body, self: unknown, args: ArrayLike<unknown>, fn?: { prototype: unknown }) {
      const generator = Reflect.apply(body, self, args as unknown[]) as Generator<unknown, unknown, unknown>;
      const proto = fn && Object(fn.prototype) === fn.prototype ? (fn.prototype as object) : asyncGeneratorProto;
      const object = Object.create(proto) as object;
      drivers.set(object, new AsyncGeneratorDriver(generator));
      return object;
    },
    yield(value: unknown) {
      const box = { value };
      yielded.add(box);
      return box;
    },
    asyncMethod(target: object, key: PropertyKey) {
      Object.setPrototypeOf(Object.getOwnPropertyDescriptor(target, key)!.value as object, AsyncFunction);
    },
    asyncGeneratorMethod(target: object, key: PropertyKey) {
      return asyncGeneratorFunction(Object.getOwnPropertyDescriptor(target, key)!.value as object);
    },
    method(target: Record<string, unknown>, key: string) {
      const fn = target[key];
      delete target[key];
      return fn;
    },
    iterate: (iterable: Iterable<unknown>) => new Iteration(iterable),
    iterateAsync: (iterable: unknown) => new AsyncIteration(iterable),
    keys: (object: unknown) => new Keys(object),
    delegate: (iterable: unknown) => iterable,
    delegateAsync,
    call: (fn: unknown, self: unknown, ...args: unknown[]) => Reflect.apply(fn as () => unknown, self, args),
    strings: (template: TemplateStringsArray) => template,
    iterator: (source: Record<PropertyKey, () => unknown>, key: PropertyKey) => source[key]!(),
    propertyKey(value: unknown) {
      return Reflect.ownKeys({ [value as string]: 0 })[0];
    },
    rest(source: object, keys: PropertyKey[]) {
      const rest: Record<PropertyKey, unknown> = {};
      const excluded = new Set(keys.map(String));
      for (const key of Reflect.ownKeys(Object(source) as object)) {
        if (!excluded.has(String(key)) && Object.prototype.propertyIsEnumerable.call(source, key))
          rest[key] = (source as Record<PropertyKey, unknown>)[key];
      }
      return rest;
    },
    returned: () => returned,
    /** The runtime's own `Generator.prototype.return` notes the value; tests install this one in the realm of the lowered code. */
    noteReturn(value: unknown) {
      returned = value;
    },
    nativeReturn,
  };
}
