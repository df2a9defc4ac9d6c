import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import * as esbuild from "esbuild";
import { describe, expect, test } from "vitest";
import { compileWithAmaro, compileWithEsbuild } from "../../core/instrument/compileTypes.js";
import { InstrumentError } from "../../core/instrument/diagnostics.js";
import { eraseTypes } from "../../core/instrument/eraseTypes.js";

describe("TypeScript becomes JavaScript", () => {
  test("erased types leave every line and column where it was", () => {
    const source =
      "import type { T } from './t.js';\nconst x: number = f<T>(1) as number; // note\nclass A<U> { private y!: U; m(this: A<U>, z?: U): void {} }\nlet 変: é = 1;\n";
    const { code, map } = eraseTypes(source, { file: "a.ts", kind: "esm" });
    expect(map).toBeNull();
    expect(code.length).toBe(source.length);
    for (const token of ["const x", "= f", "(1)", "// note", "class A", "m(", "変", "= 1"])
      expect(code.indexOf(token)).toBe(source.indexOf(token));
    expect(code).not.toMatch(/number|import|private/);
  });

  test("imports that are used only as types are dropped, as TypeScript does", () => {
    const source =
      "import { Kept, type A, Dropped } from './x.js';\nimport { OnlyType } from './y.js';\nimport './effect.js';\nlet a: Dropped | OnlyType = Kept;\n";
    const { code } = eraseTypes(source, { file: "a.ts", kind: "esm" });
    expect(code.replace(/\s+/g, " ").trim()).toBe("import { Kept, } from './x.js'; import './effect.js'; let a = Kept;");
    const verbatim = eraseTypes(source, { file: "a.ts", kind: "esm", tsconfig: '{ "compilerOptions": { "verbatimModuleSyntax": true } }' });
    expect(verbatim.code).toContain("OnlyType");
  });

  test.each([
    ["enum", "enum Color { Red, Green }\nthrow Color.Green;", "throw", 2],
    ["namespace", "namespace N { export const x = 1 }\n\nthrow N.x;", "throw", 3],
    ["parameter property", "class A { constructor(readonly x: number) {} }\nthrow new A(1);", "throw", 2],
    ["decorator", "function d(v: unknown, c: unknown) {}\n@d class A {}\nthrow A;", "throw", 3],
  ])("%s is compiled, with a source map", (_name, source, sign, line) => {
    const { code, map } = eraseTypes(source, { file: "a.ts", kind: "esm" });
    if (!map) throw new Error("no map");
    const at = code.slice(0, code.lastIndexOf(sign)).split("\n");
    const found = originalPositionFor(new TraceMap(JSON.stringify(map)), { line: at.length, column: at.at(-1)?.length ?? 0 });
    expect(found.line).toBe(line);
    expect(code).not.toMatch(/\benum\b|\bnamespace\b|readonly|@d/);
  });

  test.each([
    ["enum", "enum Color { Red = 1, Green }\nreturn [Color.Green, Color[1]] as unknown[];", [2, "Red"]],
    ["namespace", "namespace N { export const x = 1; export function f() { return x + 1 } }\nreturn N.f();", 2],
    [
      "parameter property",
      "class A { constructor(readonly x: number, private y = x + 1) {} z() { return [this.x, this.y]; } }\nreturn new A(1).z();",
      [1, 2],
    ],
  ])("%s means the same where esbuild is not installed", (_name, body, value) => {
    const [declaration, result] = body.split("\n");
    const source = `${String(declaration)}\nexport function main() { ${String(result)} }\n`;
    const options = { file: "a.ts", kind: "esm" } as const;
    for (const { code, map } of [compileWithEsbuild(esbuild, source, options), compileWithAmaro(source, options)]) {
      const main = new Function(`${code.replace(/export (?:\{[^}]*\};?)?/g, "")}\nreturn main();`) as () => unknown;
      expect(main()).toEqual(value);
      expect(map.sourcesContent).toEqual([source]);
    }
  });

  test("JSX is compiled", () => {
    expect(eraseTypes("const a = <p>{1 as number}</p>;", { file: "a.tsx", kind: "esm" }).code).toContain(
      'React.createElement("p", null, 1)',
    );
  });

  test("a syntax error is shown where it is", () => {
    const attempt = (): unknown => eraseTypes("const a = 1;\nlet = = 2;", { file: "a.ts", kind: "esm" });
    expect(attempt).toThrow(InstrumentError);
    try {
      attempt();
    } catch (error) {
      expect((error as InstrumentError).diagnostics[0]).toMatchObject({ code: "E_PARSE", file: "a.ts", line: 2 });
    }
  });
});
