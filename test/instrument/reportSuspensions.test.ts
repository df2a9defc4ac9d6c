import { describe, expect, test } from "vitest";
import { InstrumentError } from "../../core/instrument/diagnostics.js";
import { annotateModule } from "../../core/instrument/annotateModule.js";
import { runAnnotated, type Running } from "./runAnnotated.js";

/** Name -> value at the point where a generator is suspended. */
function locals(running: Running, generator: unknown): { point: number | undefined; values: Record<string, unknown>; own: string[] } {
  const answer = running.ask(generator);
  const point = running.annotated.codeMap.functions[Number(answer?.id.split(".")[1])]?.points?.[answer?.point ?? -1];
  if (!answer || !point) throw new Error("the generator gave no answer");
  expect(answer.values).toHaveLength(point.values.length);
  const values = Object.fromEntries(point.values.map((name, index) => [name, answer.values?.[index]]));
  return { point: answer.point, values, own: point.own.map((capture) => `${capture.name}${capture.mutable ? "!" : ""}`) };
}

/** Starts the program's generator and lets it run to its n-th yield. */
function suspended(source: string, steps: number): { running: Running; generator: Iterator<unknown> } {
  const running = runAnnotated(source);
  const generator = running.result as Iterator<unknown>;
  for (let step = 0; step < steps; step++) generator.next(step);
  return { running, generator };
}

describe("a suspended generator hands over what it needs to go on", () => {
  test("not started: its parameters; asking does not start it", () => {
    const { running, generator } = suspended(`function* g(a, b = 2) { var c; yield a + b; } return g(1);`, 0);
    expect(locals(running, generator)).toEqual({ point: 0, values: { a: 1, b: 2 }, own: [] });
    expect(locals(running, generator).point).toBe(0);
    expect(generator.next()).toEqual({ value: 3, done: false });
  });

  test("locals that are initialized and used later, no others", () => {
    const { running, generator } = suspended(
      `function* g() { let used = 1, unused = 2; console.log; yield unused; const after = used; yield after; } return g();`,
      1,
    );
    expect(locals(running, generator).values).toEqual({ used: 1 });
  });

  test("what the next round of a loop needs", () => {
    const source = `function* g() { let sum = 0; for (let i = 0; i < 3; i++) { const own = i; sum += own; yield own; } return 0; } return g();`;
    const { running, generator } = suspended(source, 2);
    expect(locals(running, generator).values).toEqual({ sum: 1, i: 1 });
    expect([...{ [Symbol.iterator]: () => generator }]).toEqual([2]);
  });

  test("captured locals by accessor, with the captures of the function", () => {
    const source = `function outer(n) { return function* g() { let x = 1; const f = () => x++; yield f; n++; yield x; }; } return outer(5)();`;
    const { running, generator } = suspended(source, 1);
    const answer = running.ask(generator);
    expect(locals(running, generator).own).toEqual(["x!"]);
    expect(answer?.outer?.map((accessor) => accessor.length)).toEqual([0, 1]);
    expect(answer?.outer?.[0]?.()).toBe(5);
    expect(generator.next().value).toBe(1);
  });

  test("this and arguments, if used", () => {
    const { running, generator } = suspended(`function* g() { yield 1; return [this, arguments]; } return g.call("self", 1, 2);`, 1);
    const { values } = locals(running, generator);
    expect([String(values["this"]), [...(values["arguments"] as Iterable<unknown>)]]).toEqual(["self", [1, 2]]);
  });

  test("a local of a switch whose declaration was jumped over", () => {
    const { running, generator } = suspended(
      `function* g(k) { switch (k) { case 0: let p = 1; yield p; case 1: yield 2; p = 3; yield p; } } return g(1);`,
      1,
    );
    const answer = running.ask(generator);
    expect(locals(running, generator).own).toEqual(["p!"]);
    expect(() => answer?.accessors[0]?.()).toThrow("initialization");
  });

  test("asked inside yield*, the generator answers after its delegate, and goes on with it", () => {
    const running = runAnnotated(
      `function* inner() { yield 1; yield 2; } function* g(a) { const r = yield* inner(); return a; } return g(7);`,
    );
    const generator = running.result as Iterator<unknown>;
    generator.next();
    const answer = running.ask(generator);
    expect(running.annotated.codeMap.functions[Number(answer?.id.split(".")[1])]?.name).toBe("inner");
    expect([generator.next().value, generator.next()]).toEqual([2, { value: 7, done: true }]);
  });

  test("a generator function answers without a generator being left behind", () => {
    const running = runAnnotated(`function f(n) { return function* g(a = n) { yield n; }; } return f(4);`);
    const answer = running.ask(running.result);
    expect(answer?.point).toBe(0);
    expect(answer?.outer?.[0]?.()).toBe(4);
  });
});

describe("async functions", () => {
  test("each await is a point of the lowered generator, placed in the original", () => {
    const source = `async function f(a) {\n  const x = await a;\n  return x;\n}\n`;
    const { codeMap } = annotateModule(source, { module: "a.cjs", kind: "cjs" });
    const generator = codeMap.functions.find((func) => func.kind === "generator");
    expect(generator?.points?.map((point) => point.line)).toEqual([1, 2]);
    expect([generator?.start, generator?.end]).toEqual([0, source.length - 1]);
  });

  test("top-level await makes points of the module", () => {
    const { codeMap } = annotateModule(`const a = 1;\n{ const b = 2;\nawait a;\nconsole.log(b); }`, { module: "a.mjs", kind: "esm" });
    expect(codeMap.functions[0]?.points?.map((point) => point.values)).toEqual([[], ["b"]]);
  });
});

describe("the same source gives the same ids and numbers", () => {
  test("twice", () => {
    const source = `class A { #x; async m() { for await (const y of this.#x) await y; } }\nexport default () => new A();\n`;
    const [one, two] = [0, 1].map(() => annotateModule(source, { module: "a.mjs", kind: "esm" }));
    expect(one?.codeMap).toEqual(two?.codeMap);
    expect([...(one?.markers.values() ?? [])]).toEqual([...(two?.markers.values() ?? [])]);
  });
});

describe("what can't be instrumented is refused with its place", () => {
  test.each([
    ["E_DIRECT_EVAL", "let a;\n  eval('a');", 2, 2],
    ["E_WITH", "with ({}) x;", 1, 0],
    ["E_PARSE", "let a;\nlet a;", 2, 4],
  ])("%s", (code, source, line, column) => {
    let thrown: unknown;
    try {
      annotateModule(source, { module: "a.cjs", kind: "cjs" });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InstrumentError);
    expect((thrown as InstrumentError).diagnostics[0]).toMatchObject({ code, file: "a.cjs", line, column });
  });

  test("indirect eval and a local function called eval are fine", () => {
    expect(() => annotateModule("(0, eval)('1'); { function eval2() {} eval2(); }", { module: "a.cjs", kind: "cjs" })).not.toThrow();
  });
});
