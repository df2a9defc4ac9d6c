import vm from "node:vm";
import * as t from "@babel/types";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { parse as parseAcorn } from "acorn";
import { describe, expect, test } from "vitest";
import { instrumentModule } from "../../core/instrument/instrumentModule.js";
import { parseModule } from "../../core/instrument/parseModule.js";
import { printModule } from "../../core/instrument/printModule.js";
import { tortures } from "./support/tortures.js";

const wrapper = { before: "wrap(function () {\n", after: "\n});\n" };

describe("printed code means what the program said", () => {
  test.each(tortures)("%s", (source) => {
    const intended = shapeOf(`${wrapper.before}${source}${wrapper.after}`);
    for (const change of [reprintNames, reprintAll]) {
      const ast = parseModule(source, { file: "a.cjs", kind: "cjs" });
      change(ast);
      const printed = printModule(ast, { source: { path: "a.cjs", text: source }, ...wrapper });
      expect(shapeOf(printed.code), printed.code).toEqual(intended);
    }
  });

  test("untouched code keeps its look", () => {
    const source = "let   a = {x:1,\n   'y' : [ 1,2 ]} // note\n\n\nfunction  f( b,c ){return(b)}\n";
    const ast = parseModule(source, { file: "a.cjs", kind: "cjs" });
    expect(printModule(ast, { source: { path: "a.cjs", text: source }, ...wrapper }).code).toContain(source.trimEnd());
  });
});

test("markers stand right before the last character", () => {
  const source = "const f = a => b => ({ a, b }), g = () => { class C { m() {} } }, h = (x) => (x, 1);";
  const ast = parseModule(source, { file: "a.cjs", kind: "cjs" });
  const markers = new Map<t.Node, string>();
  t.traverseFast(ast.program, (node) => {
    if (t.isFunction(node) || t.isClass(node)) markers.set(node, `m.${markers.size}`);
  });
  const { code } = printModule(ast, { source: { path: "a.cjs", text: source }, markers });
  expect(code).toBe(
    "const f = a => (b => ({ a, b }/*#m.1*/)/*#m.0*/), g = () => { class C { m() {/*#m.4*/} /*#m.3*/} /*#m.2*/}, h = (x) => (x, 1/*#m.5*/);",
  );
});

describe("stack lines of errors lead to the original", () => {
  const programs: Record<string, string> = {
    "calls, methods and chains": `
      function fail() { throw new Error("x"); }
      const o = { a: { b(n) {   return n(  ); } }, get  c() { return fail(); } };
      function outer(k) { let n = 0; function inner() { n++; return o.a.b(  k); } return inner( ); }
      report(() => outer(fail));
      report(() => o.c);
      report(() => (0, o.a.b)(fail));
      report(() => o["a"] ["b"] (fail));`,
    "engine errors": `
      const nothing = undefined; let n = 1n;
      report(() => nothing.a.b);
      report(() => ({}).a  .b);
      report(() => { const q = [  nothing  [ 1 ] ]; });
      report(() => nothing());
      report(() => new  nothing( ));
      report(() => { for (const x of   nothing) ; });
      report(() => later); let later = 1;
      report(() => { const c = 1; c  = 2; });
      report(() => n +   1);
      report(() => null   in  nothing);
      report(() => { nothing  .a  =  1; });
      report(() => { nothing  [ 0 ]  +=  1; });
      report(() => { const {  a : { b }  } = { a: nothing }; });
      report(() => { const [ q ] =  nothing; });
      report(() => { let o = Object.freeze({ p: 1 }); "use strict"; o.p . q . r = 2; });
      report(() => [...  nothing]);
      report(() => Math.max(...  nothing));
      report(() => nothing\`t\`);
      report(() => ({}).x  \`t\`);
      report(() => class extends  nothing {});
      report(() => delete  nothing  .x);
      report(() => { throw   new Error("thrown"); });
      report(() => JSON.parse("{"));
      report(() => 1 instanceof  nothing);
      report(() => { switch (nothing .x) {} });
      report(() => \`\${  nothing.x }\`);
      report(() => -  Symbol());
      report(() => nothing?.x.y + nothing .z);`,
    "classes and closures": `
      class A { #x = 1; constructor(f) { this.f = f; this.check(); } check() { this.f( this.#x ); } static s( ) { return new   A(boom); } }
      class B extends A { constructor() { super(  boom); } check() { return super.check(  ); } }
      function boom() { throw new Error("boom") }
      report(() => A.s());
      report(() => new B());
      let depth = 0; const rec = (k) => k > 0 ? [k].map((j) =>   rec(j - 1)) : boom(depth++);
      report(() => rec(2));`,
  };

  test.each(Object.keys(programs))("%s", (name) => {
    const source = programs[name] ?? "";
    const original = run(source, (line, column) => `${line}:${column}`);
    const instrumented = instrumentModule(source, { module: "a.cjs", kind: "cjs" });
    const map = new TraceMap(JSON.stringify(instrumented.map));
    const mapped = run(instrumented.code, (line, column) => {
      const place = originalPositionFor(map, { line, column: column - 1 });
      return place.line === null ? "" : `${place.line}:${place.column + 1}`;
    });
    expect(mapped).toEqual(original);
    expect(mapped.length).toBeGreaterThan(2);
  });

  function run(code: string, place: (line: number, column: number) => string): string[] {
    const lines: string[] = [];
    const report = (f: () => void): void => {
      try {
        f();
        lines.push("no error");
      } catch (error) {
        const { message, stack } = error as Error;
        const frames = [...String(stack).matchAll(/program\.cjs:(\d+):(\d+)/g)].map((match) => place(Number(match[1]), Number(match[2])));
        // The frame of the file's own script has no original: there it is the wrapper's.
        const known = frames.filter((frame) => frame !== "");
        lines.push(`${message}: ${known.join(" ")}`);
      }
    };
    const $tm = {
      define: (_id: string, _kind: string, body: () => void) => body.call({}),
      scope() {},
      class() {},
      strings: (template: unknown) => template,
    };
    vm.runInContext(code, vm.createContext({ report, $tm, $capturing: false }), { filename: "program.cjs" });
    return lines;
  }
});

/** The tree as another parser sees it, without places and raw forms. */
function shapeOf(code: string): unknown {
  const ast = parseAcorn(code, { ecmaVersion: "latest", sourceType: "script", allowReturnOutsideFunction: true });
  return JSON.parse(
    JSON.stringify(ast, (key, value: unknown) => {
      if (key === "start" || key === "end" || (key === "raw" && typeof value === "string" && !value.includes("`"))) return undefined;
      if (typeof value === "bigint") return `${value}n`;
      return Array.isArray(value) ? value.filter((one: { type?: string } | null) => one?.type !== "EmptyStatement") : unbraced(value);
    }),
  );
}

function unbraced(value: unknown): unknown {
  const node = value as { type?: string; consequent?: unknown; alternate?: unknown; body?: unknown } | null;
  if (node?.type !== "IfStatement") return value;
  return { ...node, consequent: withoutBraces(node.consequent), alternate: withoutBraces(node.alternate) };
}

function withoutBraces(value: unknown): unknown {
  const block = value as { type?: string; body?: readonly { type: string }[] } | null;
  return block?.type === "BlockStatement" && block.body?.length === 1 && /^(?:If|For|While|Expression)/.test(block.body[0]?.type ?? "")
    ? block.body[0]
    : value;
}

function reprintNames(ast: t.File): void {
  t.traverseFast(ast.program, (node) => {
    if (node.type === "Identifier" && node.name === "x") (node as { original?: unknown }).original = null;
  });
}

function reprintAll(ast: t.File): void {
  t.traverseFast(ast.program, (node) => {
    (node as { original?: unknown }).original = null;
  });
}
