import * as parser from "@babel/parser";
import * as t from "@babel/types";
import * as recast from "recast";
import { residualize } from "../../core/resume/residualize.js";
import { variableNames, walk } from "../../core/resume/walk.js";
import type { LoweredProgram } from "./loweredPrograms.js";

interface Report {
  readonly point: number;
  readonly values: readonly unknown[];
}

/** What a delegate is for `$tm.delegate`: the inner generator, and whether it has been asked. */
interface Delegate {
  [Symbol.iterator](): Iterator<unknown>;
}

type Body = (...args: unknown[]) => Generator<unknown, unknown>;

const realm = globalThis as { $capturing?: boolean };

/** A program being run: its trace, and functions made from the text of residuals. */
export class Lowered {
  trace: string[] = [];
  readonly #ast: t.File;
  readonly #fn: t.FunctionDeclaration;
  readonly #names: Set<string>;
  readonly #residuals = new Map<number, { text: string; fn: Body }>();
  readonly #program: LoweredProgram;
  #ticks = 0;
  #fuel = 60;

  constructor(program: LoweredProgram) {
    this.#program = program;
    this.#ast = recast.parse(program.source, { parser: { parse: (text: string) => parser.parse(text, { tokens: true }) } }) as t.File;
    this.#fn = this.#ast.program.body[0] as t.FunctionDeclaration;
    this.#names = variableNames(this.#ast.program);
    walk(this.#ast, (node) => {
      const record = t.isTryStatement(node) && node.finalizer && node.handler?.body.body[0];
      if (!record || !t.isExpressionStatement(record) || !t.isAssignmentExpression(record.expression)) return undefined;
      const kind = (record.expression.left as t.Identifier).name;
      const value = ((node.handler!.body.body[1] as t.ExpressionStatement).expression as t.AssignmentExpression).left as t.Identifier;
      if (kind.startsWith("$k")) node.extra = { completion: { kind, value: value.name } };
      return undefined;
    });
  }

  /** Runs the program; `moves` tells before which resumptions it is suspended, thrown away and built again from its residual. */
  run(inputs: readonly ("next" | "throw" | "return")[], moves: (step: number) => boolean): string[] {
    this.trace = [];
    this.#ticks = 0;
    this.#fuel = 60;
    let generator = this.#compile(`${this.#program.source}; return g;`)("start");
    for (let step = 0; step < 40; step++) {
      if (moves(step)) generator = this.#move(generator);
      const input = step === 0 ? "next" : (inputs[step - 1] ?? "next");
      try {
        const result = generator[input](input === "return" ? undefined : `in${step}`);
        this.trace.push(`-> ${String(result.value)} ${String(result.done)}`);
        if (result.done) break;
      } catch (error) {
        this.trace.push(`threw ${String(error)}`);
        break;
      }
    }
    return this.trace;
  }

  residual(point: number): string {
    return this.#residual(point).text;
  }

  #residual(point: number): { text: string; fn: Body } {
    let made = this.#residuals.get(point);
    if (!made) {
      const values = this.#program.points[point]!;
      const body = residualize({
        fn: this.#fn,
        id: "t.1",
        point,
        call: null,
        values,
        captured: new Set(),
        initializer: () => "",
        names: this.#names,
      });
      const text = recast.print(t.functionExpression(null, [t.identifier("$l")], body, true)).code;
      made = { text, fn: this.#compile(`return (${text});`) };
      this.#residuals.set(point, made);
    }
    return made;
  }

  #move(generator: Generator<unknown, unknown>): Generator<unknown, unknown> {
    realm.$capturing = true;
    let report: Report;
    try {
      report = generator.next().value as Report;
    } finally {
      realm.$capturing = false;
    }
    const moved = this.#residual(report.point).fn(report.values);
    moved.next();
    return moved;
  }

  #compile(text: string): Body {
    const $tm = {
      at: (_id: string, point: number, values: readonly unknown[]): Report => ({ point, values }),
      delegate: (inner: Iterator<unknown>): Delegate => delegate(inner as Generator<unknown, unknown>),
    };
    const log = (...args: unknown[]): void =>
      void this.trace.push(args.map((value) => (typeof value === "object" ? "object" : (value as string))).join(" "));
    function* inner(name: string): Generator<unknown, unknown> {
      try {
        log(name, "got", yield `${name}.1`);
        log(name, "got", yield `${name}.2`);
        return `${name}.done`;
      } finally {
        log(name, "closed");
      }
    }

    const make = new Function("$tm", "log", "tick", "fuel", "inner", text) as (...args: unknown[]) => Body;
    return make(
      $tm,
      log,
      () => this.#ticks++,
      () => this.#fuel-- > 0,
      inner,
    );
  }
}

/** A `yield*` that lets go while a capture asks, and goes on where it was. */
function delegate(inner: Generator<unknown, unknown>): Delegate {
  let asked = false;
  return {
    [Symbol.iterator]: () => ({
      next(value?: unknown): IteratorResult<unknown> {
        if (realm.$capturing) {
          asked = true;
          return { done: true, value: undefined };
        }
        if (asked) {
          asked = false;
          return { done: false, value: "primed" };
        }
        return inner.next(value);
      },
      throw: (error: unknown): IteratorResult<unknown> => inner.throw(error),
      return: (value?: unknown): IteratorResult<unknown> => inner.return(value),
    }),
  };
}
