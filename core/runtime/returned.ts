import { apply, defineBuiltin, GeneratorPrototype, generatorReturn } from "./primordials.js";

let value: unknown;

/** `$tm.returned()`: what the `return(v)` that is running a generator's finalizers was called with. Asked first thing in a finalizer. */
export function returned(): unknown {
  return value;
}

/** `generator.return(v)`, noting v for the generator's finalizers. */
export function returnInto(generator: Generator, v: unknown): IteratorResult<unknown> {
  value = v;
  return generatorReturn(generator, v);
}

/** Makes `return` of the program's generators note its value: no variable of the generator has it. Called once at start. */
export function installReturned(): void {
  const native = GeneratorPrototype.return as unknown as (this: unknown, v: unknown) => unknown;
  const noting = {
    return(this: unknown, v: unknown): unknown {
      value = v;
      return apply(native, this, [v] as never);
    },
  };
  defineBuiltin(GeneratorPrototype, "return", noting.return);
}
