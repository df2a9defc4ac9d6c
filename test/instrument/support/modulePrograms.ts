/** Programs of several modules, by what they show; `main` is the entry's file. Each must print the same when instrumented. */
export const modulePrograms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "live bindings go both ways": {
    "main.mjs": `import counter, { n, inc, o as renamed, setO } from "./lib.mjs";
      import * as all from "./lib.mjs";
      console.log(n, all.n, counter.name); inc(); inc(); console.log(n, all.n, typeof n);
      setO(7); console.log(renamed, { renamed }, [renamed], \`\${renamed}\`);
      function shadow(n, { inc = n } = {}) { return [n, inc]; } console.log(shadow(5));
      { const n = "inner"; console.log(n, (() => n)()); }
      console.log(((n) => n)(1), (function inc() { return typeof inc; })());`,
    "lib.mjs": `export let n = 0; export const inc = () => { n++; }; let o = 1; export { o }; export function setO(v) { o = v; } export default function counter() {}`,
  },
  "imports called as functions have no this": {
    "main.mjs": `import { self, tag, K } from "./lib.mjs"; import * as ns from "./lib.mjs";
      console.log(self(), tag\`a\${1}b\`, new K(1).v, self?.(), typeof ns.self(), ns.self().K === K, (self)());
      console.log([1, 2].map(K.of), ns["self"]() === ns, (0, ns.self)());`,
    "lib.mjs": `export function self() { return this; } export function tag(s, ...v) { return s.raw.join("|") + v + this; } export class K { static of = (v) => v * 2; constructor(v) { this.v = v; } }`,
  },
  "imports can't be assigned": {
    "main.mjs": `import d, { n } from "./lib.mjs"; import * as ns from "./lib.mjs";
      const attempt = (f) => { try { f(); console.log("fine"); } catch (e) { console.log(e.name, e.message); } };
      attempt(() => { n = 1; }); attempt(() => { n++; }); attempt(() => { n += 1; }); attempt(() => { [n] = [1]; }); attempt(() => { ({ n } = { n: 1 }); });
      attempt(() => { n ||= 1; }); attempt(() => { n &&= 1; }); attempt(() => { for (d of [1]); }); try { ns = 1; } catch (e) { console.log(e.name); }
      let log = []; attempt(() => { n = (log.push("right"), 2); }); console.log(log);`,
    "lib.mjs": `export const n = 0; export default 1;`,
  },
  "namespace objects look right": {
    "main.mjs": `import * as ns from "./lib.mjs"; import * as star from "./star.mjs";
      console.log(Object.keys(ns), "a" in ns, "zz" in ns, ns.zz, Object.getOwnPropertyDescriptor(ns, "a"), Object.prototype.toString.call(ns), Object.getPrototypeOf(ns));
      console.log(ns, Reflect.ownKeys(ns), Object.isSealed(ns), Object.isExtensible(ns), star.inner === ns, Object.keys(star));
      const attempt = (f) => { try { f(); console.log("fine"); } catch (e) { console.log(e.name); } };
      attempt(() => { ns.a = 1; }); attempt(() => { delete ns.a; }); attempt(() => { ns.zz = 1; }); attempt(() => { delete ns.zz; }); attempt(() => Object.freeze(ns));
      const { a, ...rest } = ns; console.log(a, rest, { ...ns }); for (const k in ns) console.log(k);
      ns.set(9); console.log(ns.a, JSON.stringify(ns));`,
    "lib.mjs": `export let a = 1; export const b = 2; export function set(v) { a = v; } export default "d"; const s = 3; export { s as "a b" };`,
    "star.mjs": `export * from "./lib.mjs"; export * as inner from "./lib.mjs"; export const own = 1;`,
  },
  "cycles with hoisted functions": {
    "main.mjs": `import { b } from "./b.mjs"; export function a(n) { return n <= 0 ? "a" : b(n - 1); } export let late = 1; export default function () { return "hoisted default"; }
      export async function later() { return "async"; } console.log("main", a(3), b(2));`,
    "b.mjs": `import d, { a, late, later } from "./main.mjs"; console.log("b", a(0), d(), d.name, typeof later, later.constructor.name);
      try { late; } catch (e) { console.log(e.name, e.message); }
      export function b(n) { return n <= 0 ? "b" : a(n - 1); } console.log(a(1));`,
  },
  "evaluation order": {
    "main.mjs": `console.log("main"); import "./a.mjs"; import { x } from "./b.mjs"; export * from "./c.mjs"; export { y } from "./d.mjs"; console.log(x);`,
    "a.mjs": `import "./c.mjs"; console.log("a");`,
    "b.mjs": `import "./a.mjs"; import "./d.mjs"; console.log("b"); export const x = "x";`,
    "c.mjs": `console.log("c"); export const y2 = 1;`,
    "d.mjs": `console.log("d"); export const y = 2;`,
  },
  "default exports have their names": {
    "main.mjs": `import f from "./f.mjs"; import g from "./g.mjs"; import c from "./c.mjs"; import k from "./k.mjs"; import p from "./p.mjs"; import gen from "./gen.mjs"; import v from "./v.mjs"; import n, { n as n2, set } from "./n.mjs";
      console.log(f.name, g.name, c.name, k.name, p.name, gen.name, v, c.who, String(f), String(g), String(c));
      console.log(n(), n2()); set(); console.log(n(), n2());`,
    "f.mjs": `export default function () { return 1; }`,
    "g.mjs": `export default () => 2;`,
    "c.mjs": `export default class { static who = this.name; }`,
    "k.mjs": `export default class Named {}`,
    "p.mjs": `export default (function () {});`,
    "gen.mjs": `export default function* () {}`,
    "v.mjs": `let x = 1; export default x; x = 2;`,
    "n.mjs": `export default function n() { return "old"; } export { n }; export function set() { n = () => "new"; }`,
  },
  "re-exports": {
    "main.mjs": `import { one, two as zwei, default as def, ns, "a b" as ab } from "./barrel.mjs"; import * as all from "./barrel.mjs"; console.log(one, zwei, def, ns.two, ab, Object.keys(all)); all.bump(); console.log(one, all.one);`,
    "barrel.mjs": `import { two, bump } from "./x.mjs"; export { one } from "./x.mjs"; export { two, bump }; export { default } from "./x.mjs"; export * as ns from "./x.mjs"; export * from "./y.mjs"; export { two as "a b" } from "./x.mjs"; export * from "./z.mjs";`,
    "x.mjs": `export let one = 1; export const two = 2; export default "def"; export function bump() { one++; }`,
    "y.mjs": `export const fromY = 1; export const both = "y"; export { two as shared } from "./x.mjs"; export default "ignored";`,
    "z.mjs": `export const fromZ = 1; export const both = "z"; export { two as shared } from "./x.mjs";`,
  },
  "import.meta and dynamic import": {
    "main.mjs": `import path from "node:path"; console.log(path.basename(import.meta.url), path.basename(import.meta.filename), path.basename(import.meta.dirname) === path.basename(path.dirname(import.meta.filename)), path.basename(import.meta.resolve("./lib.mjs")));
      const name = "./lib.mjs"; const m = import("./lib.mjs"); m.then(async (m) => { console.log(m.x, m === (await import(name))); try { await import("./none.mjs"); } catch (e) { console.log(e.code); }
        await import("./throws.mjs").catch((e) => console.log(e.message)); await import("./old.cjs").then(async (m) => { console.log(await m.default.b === (await import(name)), m.a); });
        await Promise.resolve("./lib.mjs").then((s) => import(s)).then(({ default: d }) => console.log(d)); });`,
    "lib.mjs": `export const x = 1; export default "d";`,
    "throws.mjs": `throw new Error("thrown while loading");`,
    "old.cjs": `exports.a = 1; exports.b = import("./lib.mjs"); import("./lib.mjs").then((m) => console.log("cjs", m.x));`,
  },
  "top-level await": {
    "main.mjs": `import { v, w } from "./slow.mjs"; import "./sibling.mjs"; console.log("main", v, w); const x = await Promise.resolve(5); export { x }; for await (const y of [1, Promise.resolve(2)]) console.log(y); console.log(x, await import("./slow.mjs") === await import("./slow.mjs"));`,
    "slow.mjs": `console.log("slow starts"); export let v = await new Promise((r) => setTimeout(r, 2, "late")); export const w = (await null) ?? "w"; console.log("slow ends");`,
    "sibling.mjs": `console.log("sibling");`,
  },
  "JSON modules": {
    "main.mjs": `import data from "./data.json" with { type: "json" }; import { createRequire } from "node:module"; const require = createRequire(import.meta.url); console.log(data, require("./data.json") === require("./data.json"), require("./data.json").list); const { default: again } = await import("./data.json", { with: { type: "json" } }); console.log(again === data);`,
    "data.json": `{ "list": [1, 2, { "x": null }], "__proto__": 1, "u": "\u2028" }`,
  },
  "CommonJS from an ES module": {
    "main.mjs": `import d, { a, fn } from "./lib.cjs"; import * as ns from "./lib.cjs"; import re, { a as a2 } from "./re.cjs"; console.log(d, a, fn(), Object.keys(ns), ns.default === d, re === d, a2); d.a = 2; console.log(a, d.a);`,
    "lib.cjs": `exports.a = 1; exports.fn = function () { return this === undefined ? "no this" : typeof this; }; Object.defineProperty(exports, "__esModule", { value: true }); module.exports.late = 1;`,
    "re.cjs": `module.exports = require("./lib.cjs");`,
  },
  "CommonJS as it was": {
    "main.js": `#!/usr/bin/env node
      const path = require("path"); console.log(this === module.exports, typeof arguments, arguments.length, path.basename(__filename), require.main === module, module.children.length, module.loaded, module.id);
      const a = require("./a"); console.log(a.name, a.done, require("./a") === a, Object.keys(require.cache).map((f) => path.basename(f)), path.basename(require.resolve("./dir")), require("./dir").index);
      console.log(require("./data"), (() => this === exports)(), typeof require("fs").readFileSync); exports = { mine: true }; console.log(exports.mine, module.exports.mine);
      try { require("./none"); } catch (e) { console.log(e.code); } try { require("./bad"); } catch (e) { console.log(e.message); } sloppy = 1; console.log(globalThis.sloppy, (function () { return this === globalThis; })());
      if (a) { return; } console.log("never");`,
    "a.js": `exports.name = "a"; exports.done = false; const b = require("./b"); console.log("in a", b.sawDone); exports.done = true;`,
    "b.js": `const a = require("./a.js"); exports.sawDone = a.done; module.exports.parent = module.parent && "has parent";`,
    "bad.js": `throw new Error("bad module");`,
    "dir/index.js": `"use strict"; exports.index = (function () { return this === undefined; })();`,
    "data.json": `{"x": [1]}`,
  },
  "packages, conditions and self-reference": {
    "package.json": `{"name": "app", "type": "module", "exports": {"./feature": "./lib/feature.js"}, "imports": {"#inner": "./lib/inner.js"}}`,
    "main.js": `import { kind } from "dual"; import { createRequire } from "node:module"; import { feature } from "app/feature"; import { inner } from "#inner"; import main from "legacy"; const require = createRequire(import.meta.url); console.log(kind, require("dual").kind, feature, inner, main.legacy);`,
    "lib/feature.js": `export const feature = "feature";`,
    "lib/inner.js": `export const inner = "inner";`,
    "node_modules/dual/package.json": `{"exports": {"import": "./i.mjs", "require": "./r.cjs"}}`,
    "node_modules/dual/i.mjs": `export const kind = "import";`,
    "node_modules/dual/r.cjs": `exports.kind = "require";`,
    "node_modules/legacy/package.json": `{"main": "./lib/main"}`,
    "node_modules/legacy/lib/main.js": `exports.legacy = require("./part").part;`,
    "node_modules/legacy/lib/part.js": `exports.part = 1;`,
  },
  "names of ours used by the program": {
    "main.mjs": `import { $tm } from "./lib.mjs"; const $m = { $tm }; let $capturing = "mine"; console.log($m, $tm, $capturing, { $capturing }, import.meta.url.length > 5); export { $m as $capturing }; function f($m) { return [$m, import.meta.url.length > 5]; } console.log(f(2)); const io = 1; { const lib = 2; console.log(lib, io); }`,
    "lib.mjs": `export const $tm = "theirs";`,
  },
  "missing exports are reported before anything runs": {
    "main.mjs": `console.log("never"); import("./a.mjs").catch((e) => console.log(e.name, e.message));`,
    "a.mjs": `import { none } from "./b.mjs"; console.log("never", none);`,
    "b.mjs": `console.log("b must not run"); export const some = 1;`,
  },
};
