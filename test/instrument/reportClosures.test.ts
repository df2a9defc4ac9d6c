import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAnswer, runAnnotated, type Accessor, type Running } from "./runAnnotated.js";

/** Name -> value of what a closure hands over. */
function captured(running: Running, closure: unknown): Record<string, unknown> {
  const answer = running.ask(closure);
  if (!answer) return {};
  return Object.fromEntries(Object.entries(readAnswer(running, answer)).map(([name, { value }]) => [name, value]));
}

/** Whether a token written through one closure is seen through the other. */
function shares(running: Running, one: unknown, other: unknown, name: string): boolean {
  const [first, second] = [one, other].map((closure) => {
    const answer = running.ask(closure);
    return answer ? readAnswer(running, answer) : {};
  });
  const set = first?.[name]?.set as Accessor;
  const before = first?.[name]?.value;
  const token = {};
  set(token);
  try {
    const answer = running.ask(other);
    return answer !== null && second !== undefined && readAnswer(running, answer)[name]?.value === token;
  } finally {
    set(before);
  }
}

const cells = (running: Running, name: string): string[] => {
  const found = running.annotated.codeMap.functions.find((func) => func.name === name);
  return (found?.captures ?? []).map((capture) => `${capture.name}${capture.mutable ? "!" : ""}`);
};

describe("a closure hands over what it captures", () => {
  test("cells with setters, constants without", () => {
    const running = runAnnotated(`
      function counter() { let n = 0; const step = 2; function inc() { n += step; return n; } inc(); return inc; }
      return [counter(), counter()];`);
    const [one, other] = running.result as (() => number)[];
    expect(captured(running, one)).toEqual({ n: 2, step: 2 });
    expect(cells(running, "inc")).toEqual(["n!", "step"]);
    expect(shares(running, one, one, "n")).toBe(true);
    expect(shares(running, one, other, "n")).toBe(false);
    expect(one?.()).toBe(4);
  });

  test("what only nested functions use is handed over as well", () => {
    const running = runAnnotated(
      `function f() { let a = 1; return function outer() { return function inner() { return a++; }; }; } return f();`,
    );
    expect(captured(running, running.result)).toEqual({ a: 1 });
  });

  test("module bindings are not captures, bindings of blocks in the module are", () => {
    const running = runAnnotated(`let m = 1; let g, h; { let b = 2; g = () => m + b++; } h = () => m + require; return [g, h];`);
    const [g, h] = running.result as unknown[];
    expect(captured(running, g)).toEqual({ b: 2 });
    expect(cells(running, "h")).toEqual([]);
    expect(h).toBeTypeOf("function");
  });

  test("each round of a loop has its own binding", () => {
    const running = runAnnotated(`const out = []; for (let i = 0; i < 3; i++) out.push(() => i++, () => i); return out;`);
    const out = running.result as unknown[];
    expect(out.map((closure) => captured(running, closure)["i"])).toEqual([0, 0, 1, 1, 2, 2]);
    expect(shares(running, out[0], out[1], "i")).toBe(true);
    expect(shares(running, out[0], out[2], "i")).toBe(false);
  });

  test("this, arguments and new.target of arrows", () => {
    const running = runAnnotated(`function F(x) { return () => [this, arguments, new.target]; } return [F.call("s", 1), new F(2), F];`);
    const [called, constructed, F] = running.result as unknown[];
    const first = captured(running, called);
    expect(Object.keys(first)).toEqual(["this", "arguments", "new.target"]);
    expect(String(first["this"])).toBe("s");
    expect((first["arguments"] as unknown[])[0]).toBe(1);
    expect(first["new.target"]).toBeUndefined();
    expect(captured(running, constructed)["new.target"]).toBe(F);
  });

  test("parameters are cells where `arguments` aliases them", () => {
    const running = runAnnotated(`
      function sloppy(a) { const f = () => a; arguments[0] = 5; return f; }
      function strict(a) { "use strict"; const f = () => a; arguments[0] = 5; return f; }
      return [sloppy(1), strict(1)];`);
    const [sloppy, strict] = (running.result as unknown[]).map((closure) => running.ask(closure));
    expect(sloppy?.accessors.map((accessor) => accessor.length)).toEqual([0, 1]);
    expect(strict?.accessors.map((accessor) => accessor.length)).toEqual([0]);
  });

  test("a hoisted function that can't be reached early sees constants; one that can has a companion", () => {
    const running = runAnnotated(`
      function late() { const c = 1; function f() { return c; } return f; }
      let leaked; function early() { leaked = f; if (true) { throw 1; } const c = 1; function f() { return c; } }
      let other; try { early(); } catch {}
      other = leaked; try { early(); } catch {}
      return [late(), other, leaked];`);
    const [late, one, two] = running.result as unknown[];
    expect(captured(running, late)).toEqual({ c: 1 });
    expect(Object.keys(captured(running, one))).toHaveLength(2);
    expect(captured(running, one)["c"]).toBe("ReferenceError");
    const companion = Object.keys(captured(running, one)).find((name) => name.startsWith("$s")) ?? "";
    expect(shares(running, one, one, companion)).toBe(true);
    expect(shares(running, one, two, companion)).toBe(false);
  });

  test("parameters and body have scopes of their own when parameters have expressions", () => {
    const running = runAnnotated(
      `let n = "module"; function o() { let n = "outer"; return function f(g = () => n) { var n = "body"; return [g, () => n]; }; } return o()();`,
    );
    const [g, body] = running.result as (() => unknown)[];
    expect(captured(running, g)).toEqual({ n: "outer" });
    expect(Object.values(captured(running, body))).toEqual(["body"]);
    expect([g?.(), body?.()]).toEqual(["outer", "body"]);
  });

  test("sloppy block functions: the block's binding and the function's are two", () => {
    const running = runAnnotated(`
      function f() { const before = typeof b; { b; function b() { return 1; } var inner = () => b; b = 7; } return [before, () => b, inner]; }
      return f();`);
    const [before, outer, inner] = running.result as unknown[];
    expect(before).toBe("undefined");
    expect(captured(running, outer)["b"]).toBeTypeOf("function");
    expect(captured(running, inner)["b"]).toBe(7);
  });

  test("a var in a catch block writes the catch parameter", () => {
    const running = runAnnotated(
      `function f() { try { throw 1; } catch (e) { var g = () => e; var e = 2; } return [g, () => e]; } return f();`,
    );
    const [inner, outer] = running.result as unknown[];
    expect(captured(running, inner)).toEqual({ e: 2 });
    expect(captured(running, outer)).toEqual({ e: undefined });
  });

  test("getters, setters and methods report before they run", () => {
    const running = runAnnotated(
      `function f() { let v = 1; return { get v() { return v; }, set v(x) { v = x; }, m() { return v; } }; } return f();`,
    );
    const object = running.result as object;
    for (const key of ["get", "set"] as const)
      expect(captured(running, Object.getOwnPropertyDescriptor(object, "v")?.[key])).toEqual({ v: 1 });
    expect((object as { v: number }).v).toBe(1);
  });

  test("directives stay directives", () => {
    const running = runAnnotated(`function o() { let a = 1; return function f() { "use strict"; a++; return this; }; } return o();`);
    const f = running.result as () => unknown;
    expect(f()).toBeUndefined();
  });

  test("super in object literals: the home object", () => {
    const running = runAnnotated(
      `const o = { __proto__: { x() { return 9; } }, m() { return super.x(); }, a() { return () => super.x(); } }; return [o, o.m, o.a()];`,
    );
    const [home, method, arrow] = running.result as [object, unknown, () => number];
    expect(Object.values(captured(running, method))).toEqual([home]);
    expect(Object.values(captured(running, arrow))).toContain(home);
    expect(arrow()).toBe(9);
  });
});

describe("classes", () => {
  test("methods with private names know which evaluation of the class they belong to", () => {
    const running = runAnnotated(`
      const make = () => class { #x = 1; #m() {} static #s = 2; get() { return this.#x; } };
      return [make(), make()];`);
    const [A, B] = running.result as { name: string; prototype: { get: unknown } }[];
    if (!A || !B) throw new Error("no classes");
    expect(Object.values(captured(running, A.prototype.get))).toEqual([A]);
    expect(Object.values(captured(running, B.prototype.get))).toEqual([B]);
    expect(A.name).toBe("");
    const privates = running.classes.get(A)?.privates;
    expect(Object.keys(privates ?? {})).toEqual(["#x", "#m", "#s"]);
    const object = Reflect.construct<[], object>(A as never, []);
    expect(privates?.["#x"]?.map((access) => access(object))).toEqual([true, 1]);
    expect(privates?.["#m"]?.map((access) => access(object))).toEqual([true]);
    expect(privates?.["#s"]?.map((access) => access(A))).toEqual([true, 2]);
  });

  test("hidden names don't show", () => {
    const running = runAnnotated(`
      function f(k) {
        const A = class { #x; m() { return this.#x; } };
        const o = { B: class { #x; m() { return this.#x; } }, [k]: class { #x; m() { return this.#x; } } };
        const C = class { #x; static name() {} m() { return this.#x; } };
        return [A.name, o.B.name, o[k].name, typeof C.name, Object.getOwnPropertyNames(A)];
      }
      return [f("key"), f(Symbol("sym"))];`);
    const names = ["length", "name", "prototype"];
    expect(running.result).toEqual([
      ["A", "B", "key", "function", names],
      ["A", "B", "[sym]", "function", names],
    ]);
  });

  test("captures of members are registered with the class", () => {
    const running = runAnnotated(`function f(n) { return class A { field = () => n++; static s = n; m() { return A; } }; } return f(3);`);
    const answer = running.classes.get(running.result);
    expect(answer?.accessors.map((accessor) => accessor.length)).toEqual([0, 1]);
    expect(answer?.accessors[0]?.()).toBe(3);
  });

  test("a class at the top of a module needs no capture", () => {
    const running = runAnnotated(`class A { #x = 1; m() { return A.s + this.#x; } } return [A, A.prototype.m];`);
    const [A] = running.result as unknown[];
    expect(cells(running, "m")).toEqual([]);
    expect(running.classes.has(A)).toBe(true);
  });

  test("an arrow made before super() sees this uninitialized", () => {
    const running = runAnnotated(`
      let early; class B {} class D extends B { constructor(stop) { early = () => this; if (stop) throw 1; super(); } }
      try { new D(true); } catch {} const first = early; new D(false); return [first, early];`);
    const [first, second] = running.result as unknown[];
    expect(captured(running, first)["this"]).toBe("ReferenceError");
    expect(captured(running, second)["this"]).toBeTypeOf("object");
  });

  test("computed keys of fields are handed over, each evaluated once", () => {
    const running = runAnnotated(
      `let n = 0; const k = { toString() { n++; return "k" + n; } }; class A { [k] = 1; static [k] = 2; "s" = 3; [k]() {} } return [A, () => n, n];`,
    );
    const [A, , count] = running.result as [object, unknown, number];
    expect(count).toBe(3);
    expect(running.classes.get(A)?.keys).toEqual(["k1", "k2", "k3"]);
  });
});

/** Random nests of scopes over few names; closures answer what they read, and change it. */
interface Shape {
  readonly kind: "block" | "loop" | "function" | "arrow" | "switch" | "catch" | "class";
  readonly declared: readonly ("a" | "b" | "c")[];
  readonly constant: boolean;
  readonly late: boolean;
  readonly hoisted: boolean;
  readonly inner: readonly Shape[];
}

const shape: fc.Memo<Shape> = fc.memo((depth) =>
  fc.record({
    kind: fc.constantFrom("block", "loop", "function", "arrow", "switch", "catch", "class"),
    declared: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 2 }),
    constant: fc.boolean(),
    late: fc.boolean(),
    hoisted: fc.boolean(),
    inner: depth > 1 ? fc.array(shape(depth - 1), { maxLength: 2 }) : fc.constant([]),
  }),
);

function programText(shapes: readonly Shape[], ids = { next: 0 }): string {
  return shapes.map((one) => statementText(one, ids)).join("\n");
}

function statementText(one: Shape, ids: { next: number }): string {
  const id = ids.next++;
  const declaration = one.declared.map((name) => `${one.constant ? "const" : "let"} ${name} = ++count;`).join(" ");
  const body = `read(() => a), read(() => b), read(() => c), read(() => v)`;
  const change = `change(() => { a++; }); change(() => { v++; });`;
  const closure = one.hoisted
    ? `out.push(h${id}); function h${id}(w) { if (w) { ${change} } return [${body}]; }`
    : `out.push((w) => { if (w) { ${change} } return [${body}]; });`;
  const inner = programText(one.inner, ids);
  const content = one.late ? `${closure} ${inner} ${declaration}` : `${declaration} ${closure} ${inner}`;
  switch (one.kind) {
    case "block":
      return `try { ${content} } catch {}`;
    case "loop":
      return `for (let a = 0; a < 2; a++) { try { ${content} } catch {} }`;
    case "function":
      return `(function f${id}(b, c = () => b) { var v = ++count; { ${content} } v = ++count; })(++count);`;
    case "arrow":
      return `((a) => { var v; ${one.declared.includes("a") ? `{ ${content} }` : content} })(++count);`;
    case "switch":
      return `switch (count % 2) { case 0: ${declaration} default: ${closure} }`;
    case "catch":
      return `try { throw ++count; } catch (b) { { ${content} } }`;
    case "class":
      return `try { new (class K${id} { #p = ++count; m() { return this.#p; } constructor() { ${content} out.push(() => [this.m(), K${id}.name]); } })(); } catch {}`;
  }
}

describe("random nests of scopes", () => {
  test("closures hand over what they would read, and what they call constant never changes", () => {
    fc.assert(
      fc.property(fc.array(shape(4), { minLength: 1, maxLength: 3 }), (shapes) => {
        const running = runAnnotated(`
          let count = 0; const out = []; var v = 100; const b = 101, c = 102; let a = 103;
          const read = (f) => { try { const r = f(); return typeof r === "function" ? r() : r; } catch (e) { return e.name; } };
          const change = (f) => { try { f(); } catch {} };
          function main() { let a = 1; const b = 2; var v = 3, c = 4;
            ${programText(shapes)}
          }
          main();
          return out;`);
        const closures = running.result as ((change?: boolean) => unknown[])[];
        const constants: Record<string, unknown>[] = [];
        for (const round of [0, 1]) {
          for (const [index, closure] of closures.entries()) {
            const answer = running.ask(closure);
            if (!answer) continue;
            const captures = readAnswer(running, answer);
            const direct = closure();
            for (const [position, name] of ["a", "b", "c", "v"].entries()) {
              const capture = captures[name];
              if (direct.length !== 4 || !capture) continue;
              const value = typeof capture.value === "function" ? (capture.value as () => unknown)() : capture.value;
              expect(value, name).toBe(direct[position]);
            }
            for (const [name, { value, set }] of Object.entries(captures)) {
              if (set) continue;
              const uninitialized = value === "ReferenceError";
              if (uninitialized)
                expect(Object.entries(captures).some(([other, one]) => other.startsWith("$s") && one.set !== null)).toBe(true);
              else if (round === 1 && constants[index]) expect(value).toBe(constants[index][name]);
              (constants[index] ??= {})[name] = value;
            }
          }
          for (const closure of closures) closure(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
