import * as t from "@babel/types";
import { expect, test } from "vitest";
import { isSuspension, liveTemporaries } from "../../core/instrument/lower/suspensions.js";
import { both, lower, lowerAst } from "./lowered.js";

/** The program logs the same, original and lowered, and has no suspension left but in statements of its own. */
async function same(source: string, options = {}): Promise<{ lines: string[]; code: string }> {
  const { original, lowered, code } = await both(source, options);
  expect(lowered, code).toEqual(original);
  expect(original.at(-1), code).not.toBe("never settled");
  const ast = lowerAst(source, options);
  let yields = 0;
  t.traverseFast(ast.program, (node) => {
    expect(node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await) || ("async" in node && node.async)).toBe(
      false,
    );
    if (node.type === "YieldExpression") yields++;
    if (isSuspension(node)) yields--;
  });
  expect(yields, "yields outside of suspension statements").toBe(0);
  return { lines: original, code };
}

const cases: Record<string, string> = {
  "an async function has the name, length and prototype of one": `
    async function f(a, { b }, c = 1, d) {} const g = async (x, y = 2) => {}; const o = { async m(a) {}, async "a b"() {}, async 3() {}, async __proto__(q) {} };
    class C { async m(a, b) {} static async s() {} async [(log("key"), "k")](z) {} p = async (u) => {}; static #q = async () => {}; static q = () => C.#q; }
    const A = Object.getPrototypeOf(async () => {});
    for (const one of [f, g, o.m, o["a b"], o[3], C.prototype.m, C.s, C.prototype.k, new C().p, C.q(), Object.getOwnPropertyDescriptor(o, "__proto__").value]) {
      log(one, one.hasOwnProperty("prototype"), Object.getPrototypeOf(one) === A, one.hasOwnProperty("arguments"));
      try { new one(); } catch (e) { log(e); }
    }
    log(...Object.getOwnPropertyNames(C.prototype), ...Object.getOwnPropertyNames(C), Object.keys(o).join());`,
  "an anonymous async function is called like what it is given to": `
    let a = async () => {}, b; b = async function () {}; const { c = async () => {} } = {}; const o = { d: async () => {}, [log("e")]: async () => {}, async ["f" + 1]() {} };
    log(a, b, c, o.d, o.e, o.f1, (async () => {}), [async function () {}][0], (async function n() {})); a ??= 0; let g; g ||= async () => {}; log(g);`,
  "an async generator function has a prototype of its own": `
    async function* f(a) { yield 1; } const o = { async *m() {} }; class C { async *m() {} static async *s(a, b) {} async *#p() { yield 5; } p() { return this.#p(); } }
    const e = async function* named() { log(typeof named); };
    for (const one of [f, o.m, C.prototype.m, C.s, e]) { log(one, one.hasOwnProperty("prototype")); log(Object.getPrototypeOf(one()) === one.prototype, one() instanceof one); }
    return (async () => { for await (const x of new C().p()) log(x); await e().next(); })();`,
  "async functions are hoisted and can be reassigned": `
    log(typeof f, typeof g); return (async () => { log(await f()); { log(await h()); async function h() { return "h"; } } f = 1; log(f); })();
    async function f() { return "first"; } async function f() { return "f"; } async function* g() {}`,
  "errors of parameters reject, those of async generators are thrown": `
    const boom = () => { throw new Error("boom"); }; async function f(a = boom()) {} async function* g(a = boom()) {} const h = async ({ x }) => {};
    try { f().catch((e) => log("rejected", e)); h().catch((e) => log("rejected", e)); g(); } catch (e) { log("thrown", e); }`,
  "an async arrow takes this, arguments, new.target and super from around it": `
    class B { m(x) { return "B.m " + x + this.t; } get g() { return "B.g"; } set s(v) { log("set", v, this.t); } }
    class D extends B { t = "t"; f = async (x) => [this.t, await x]; m() { return async (x) => [await super.m(await x), super.g, (super.s = 5), arguments[0], new.target === undefined]; }
      constructor(...a) { const early = async () => this.t; early().catch((e) => log("early", e)); super(); log("ctor"); this.later = async (q) => [this.t, await q, arguments.length, new.target === D]; } }
    const d = new D(1, 2); function sloppy() { return (async () => [typeof this, await 1, arguments.length])(); }
    return (async () => { log(await d.m("arg")(1)); log(await d.f(2)); log(await d.later(3)); log(await sloppy.call("s", 1, 2)); })();`,
  "methods that are async reach super and private names": `
    class B { async m() { return "B"; } static async s() { return "Bs"; } } class D extends B { #x = 1; static #y = 2; async #p(a) { return this.#x + a; } async m() { return [await super.m(), this.#x, await this.#p(5), #x in this]; } static async s() { return [await super.s(), D.#y]; } }
    const o = { __proto__: { m() { return "proto"; } }, async m() { await 0; return super.m(); }, async *g() { yield super.m(); } };
    return (async () => { log(await new D().m()); log(await D.s()); log(await o.m()); for await (const x of o.g()) log(x); log(Object.keys(o)); })();`,
  "a named async function expression sees itself": `
    const f = async function fact(n) { return n < 2 ? 1 : n * await fact(n - 1); }; const g = async function* down(n) { if (n) { yield n; yield* down(n - 1); } };
    return (async () => { log(await f(5)); for await (const x of g(3)) log(x); })();`,
  "async functions without a statement list around them": `
    class C { static a = [async () => this.b]; static b = 2; [(async () => 1, "k")] = 3; } function f(a, b = async () => a) { return b; }
    return (async () => { log(await C.a[0](), await f(7)()); for (let i = 0, g = async () => i; i < 2; i++) log(await g()); let n = 2; const fs = []; while (n-- > 0) fs.push(async (m = n) => m); for (const one of fs) log(await one()); })();`,
  "strict and sloppy this": `
    async function sloppy() { return typeof this; } async function strict() { "use strict"; return typeof this; } const o = { async m() { return typeof this; } };
    return (async () => { log(await sloppy.call(1), await strict.call(1), await o.m.call(1), await sloppy.call(undefined), await strict.call(undefined)); })();`,
  "per-iteration bindings stay those of the iteration": `
    return (async () => { const fs = []; for (let i = await 0, j = i; i < 3; i += await 1) { fs.push(() => i); await 0; } for (let i = 0; await (i < 2); i++) fs.push(() => "b" + i); for (const x of [1, 2]) { await 0; fs.push(() => "c" + x); } for (const x in { p: 1, q: 2 }) { fs.push(() => x); await 0; } log(...fs.map((f) => f())); })();`,
  "names are kept when variables are renamed": `
    return (async () => { const f = 1; { const f = () => {}, x = await 1; class g {} log(f, g, x); } { const f = class {}; let g = async () => {}; function h() { return h; } class k { self() { return k; } } log(f, g, h() === h, h, await 2, { f }.f, new k().self() === k); } { function h() {} class k {} const { f = () => {} } = {}; log(h, k, f); await 0; } })();`,
  "a for-of that is left closes its iterator": `
    const it = (name, bad) => ({ [Symbol.iterator]() { let i = 0; return { next: () => ({ value: i++, done: i > 3 }), return() { log("close", name); if (bad) throw new Error("bad close"); return {}; } }; } });
    return (async () => { for (const x of it("break")) { await x; break; } outer: for (const x of it("outer")) for (const y of it("inner")) { await 0; if (y) continue outer; } try { for (const x of it("throw", true)) { await 0; throw new Error("mine"); } } catch (e) { log(e); } try { for (const x of it("bad", true)) { await 0; break; } } catch (e) { log(e); } for (const x of it("through")) await x; const r = await (async () => { for (const x of it("return")) { await 0; return "r"; } })(); log(r); })();`,
  "finalizers that wait complete as the block did": `
    const f = async (how) => { l: for (;;) { try { if (how === 0) return await "value"; if (how === 1) throw new Error("e"); if (how === 2) break l; if (how === 3) { how = 0; continue l; } } catch (e) { log("caught", e); if (how === 1) throw e; } finally { log(await "finally"); if (how === 5) return "override"; } break; } return "end"; };
    return (async () => { for (const how of [0, 1, 2, 3, 4, 5]) try { log(how, await f(how)); } catch (e) { log("thrown", e); } })();`,
  "a generator that is told to return waits in its finalizers": `
    function* g() { try { try { yield 1; } finally { yield 2; } } finally { log("outer", yield 3); } } const it = g(); log(it.next()); log(it.return("r")); log(it.next()); log(it.next("v")); log(it.next());`,
  "for await closes, and waits for it": `
    const it = (name, how) => ({ [Symbol.asyncIterator]() { let i = 0; return { next: async () => { if (how === "next" && i) throw new Error("next"); return { value: i++, done: i > 2 }; }, return: async () => { log("close", name); if (how === "reject") throw new Error("close"); return how === "bad" ? 1 : {}; } }; } });
    return (async () => { for await (const x of it("a")) { log(x); break; } for (const how of ["reject", "bad", "next"]) try { for await (const x of it(how, how)) { if (how === "next") continue; break; } } catch (e) { log(e); } try { for await (const x of it("t", "reject")) throw new Error("body"); } catch (e) { log(e); } for await (const x of [1, Promise.resolve(2)]) log(x); l: for await (const x of it("l")) for await (const y of it("m")) continue l; })();`,
  "tagged templates are one site": `
    const seen = new Set(), tag = (s) => seen.add(s), o = { tag(s, x) { seen.add(s); return this === o && x; } }; return (async () => { for (let i = 0; i < 3; i++) { tag\`a\${await i}\`; log(await o.tag\`b\${await i}\`); } log(seen.size); })();`,
  "optional chains": `
    const o = { f(x) { return { g: (y) => [this === o, x, y], n: null }; }, k: 1 }, no = undefined; return (async () => { log(o?.f(await 1).g(await 2), no?.f(log("no")).g(await 2), o.h?.(await 1), o.f(1).n?.[await "x"].y.z, (await o)?.f?.(1).n?.q, delete o?.[await "k"], delete no?.[await "k"], o.k, await no?.[await 1]); })();`,
  "functions in sloppy blocks are variables of the function too": `
    return (async () => { log(typeof f); { await 0; log(f()); function f() { return 1; } } log(f()); if (await true) { function f() { return 2; } } log(f()); })();`,
  switch: `
    const f = async (x) => { switch (await x) { case await 1: log("one"); case 2: { log(await "two"); break; } default: log("default"); case log(3): log(await "three"); } }; return (async () => { for (const x of [1, 2, 3, 4]) await f(x); })();`,
  "destructuring with suspensions in it": `
    const it = { *[Symbol.iterator]() { try { yield 1; yield undefined; yield 3; yield 4; } finally { log("closed"); } } };
    return (async () => { const { a = await 1, [await "b"]: b, c: { d = () => {}, e = await 2 } = {}, ...rest } = { b: 5, r: 1, s: 2 }; log(a, b, d, e, rest); let x, o = {}; [x, o.y = await 9, ...o.z] = it; log(x, o); const [p, q = await 8] = it; log(p, q); try { const { m = await 1 } = null; } catch (e) { log(e); } for (const { v = await 7 } of [{}, { v: 1 }]) log(v); var [w = await 6] = []; log(w); try { throw {}; } catch ({ message = await "m" }) { log(message); } })();`,
};

for (const [name, source] of Object.entries(cases)) {
  test(name, async () => {
    await same(source);
  });
}

test("a module that awaits at its top level is a generator body", async () => {
  await same(
    `let n = await 1; for (const x of [1, 2]) { const n = await x; log(n); } async function f() { return n; } class C { static x = 1; static async m() { return C.x; } } log(n, await f(), await C.m()); if (n) { const { a } = await { a: 3 }; log(a); } for await (const y of [5]) log(y);`,
    { topLevelAwait: true },
  );
});

test("a function that can't suspend, and a loop that doesn't, stay as they are written", () => {
  const source = `function f ( a ) { for (const x of a)  g( x ) }\nfunction* g() {\n  for (const x of  [1]) h(  x );\n  yield 1;\n}\n`;
  expect(lower(source).trim()).toBe(source.trim());
});

test("only what is needed across a suspension is live there", () => {
  const ast = lowerAst(`async function f(a) { g(h(), await a, await k()); for (const x of a) await x; }`);
  const live: string[] = [];
  t.traverseFast(ast.program, (node) => {
    if (isSuspension(node)) live.push(liveTemporaries(node).join());
  });
  expect(live).toEqual(["$1,$2", "$1,$2,$3", "$i1"]);
});

test("what is made has the place of what it stands for", () => {
  const ast = lowerAst(`const f = async (x) => {\n  return await x;\n};`);
  const originals: unknown[] = [];
  t.traverseFast(ast.program, (node) => {
    if (node.extra?.["original"]) originals.push(node.extra["original"]);
    if (isSuspension(node)) expect(node.loc?.start.line).toBe(2);
  });
  const original = { start: 10, end: 44, line: 1, column: 10 };
  expect(originals).toEqual([original, original]);
});

test("what can't be lowered is said with its place", () => {
  expect(() => lower(`class A extends B {\n  constructor() { (async () => super())(); }\n}`)).toThrow(
    "can't instrument super() in an async arrow (2:31)",
  );
});
