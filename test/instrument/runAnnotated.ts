import { generate } from "@babel/generator";
import * as vm from "node:vm";
import { annotateModule, type AnnotatedModule } from "../../core/instrument/annotateModule.js";

export type Accessor = ((value?: unknown) => unknown) & { length: number };

export interface Answer {
  readonly id: string;
  readonly point?: number;
  readonly values?: readonly unknown[];
  readonly outer?: readonly Accessor[];
  readonly accessors: readonly Accessor[];
}

export interface ClassAnswer {
  readonly id: string;
  readonly accessors: readonly Accessor[];
  readonly privates?: Record<string, ((object: object) => unknown)[]>;
  readonly keys?: unknown[];
}

/** An annotated module in a realm of its own, with just enough runtime to record what it reports. */
export interface Running {
  readonly annotated: AnnotatedModule;
  /** What the program's `result` variable or return value is. */
  readonly result: unknown;
  readonly classes: ReadonlyMap<unknown, ClassAnswer>;
  /** Calls a closure, or resumes a suspended generator, during a capture. */
  ask(target: unknown): Answer | null;
}

/** Annotates and runs a CommonJS module; `return` at its top gives the result. */
export function runAnnotated(source: string): Running {
  const annotated = annotateModule(source, { module: "test.cjs", kind: "cjs" });
  const code = generate(annotated.ast).code;
  let answer: Answer | null = null;
  const classes = new Map<unknown, ClassAnswer>();
  const $tm = {
    report: (id: string, ...accessors: Accessor[]) => {
      answer = { id, accessors };
    },
    at: (id: string, point: number, values: unknown[], outer: Accessor[], accessors: Accessor[]) => {
      answer = { id, point, values, outer, accessors };
    },
    class: (id: string, made: object, accessors: Accessor[], privates?: ClassAnswer["privates"], name?: string, keys?: unknown[]) => {
      classes.set(made, { id, accessors, ...(privates ? { privates } : {}), ...(keys ? { keys } : {}) });
      const hidden = Object.getOwnPropertyDescriptor(made, "name");
      if (name !== undefined && typeof hidden?.value === "string" && hidden.value.startsWith("$C"))
        Object.defineProperty(made, "name", { value: name });
    },
    key: (key: unknown) => Reflect.ownKeys({ [key as string]: 0 })[0],
    delegate: (iterable: Iterable<unknown>) => iterable,
  };
  const context = vm.createContext({ $tm, $capturing: false, console });
  const result = vm.runInContext(`(function (exports, require, module, __filename, __dirname) {\n${code}\n})`, context).call({}) as unknown;
  const ask = (target: unknown): Answer | null => {
    answer = null;
    (context as { $capturing: boolean }).$capturing = true;
    try {
      const value = typeof target === "function" ? (target as () => unknown)() : (target as Iterator<unknown>).next();
      if (typeof target === "function" && isIterator(value) && answer === null) value.next();
    } finally {
      (context as { $capturing: boolean }).$capturing = false;
    }
    return answer;
  };
  return { annotated, result, classes, ask };
}

function isIterator(value: unknown): value is Iterator<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { next?: unknown }).next === "function";
}

/** The captures of a function by name, as its answer gives them: value, or the error's name; and whether there is a setter. */
export function readAnswer(running: Running, answer: Answer): Record<string, { value: unknown; set: Accessor | null }> {
  const captures = running.annotated.codeMap.functions[Number(answer.id.split(".")[1])]?.captures ?? [];
  const read: Record<string, { value: unknown; set: Accessor | null }> = {};
  let at = 0;
  for (const { name, mutable } of captures) {
    const get = answer.accessors[at++];
    const set = mutable ? answer.accessors[at++] : undefined;
    if (!get || (mutable && set?.length !== 1)) throw new Error(`accessors of ${answer.id} don't match its captures`);
    let value: unknown;
    try {
      value = get();
    } catch (error) {
      value = (error as Error).name;
    }
    read[name] = { value, set: set ?? null };
  }
  if (at !== answer.accessors.length) throw new Error(`more accessors than captures in ${answer.id}`);
  return read;
}
