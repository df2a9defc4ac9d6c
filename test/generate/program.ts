import fc from "fast-check";
import { ProgramPrinter } from "./printProgram.js";
import { type Block, blockArbitrary } from "./shape.js";

/**
 * Helpers of every generated program. Fuel bounds the number of calls. All timers have the same delay, so that their order is that of their creation; a
 * value is shown without what engines write differently.
 */
const prelude = `
let fuel = 60;
let lines = 0;
const burn = () => fuel-- > 0;
const refuel = (n) => (fuel += n);
const fns = [];
const gens = [];
const isNode = (v) => typeof v === "object" && v !== null && "id" in v;
const show = (v) => {
  if (typeof v === "function") return "function";
  if (typeof v !== "object" || v === null) return typeof v === "string" ? JSON.stringify(v) : Object.is(v, -0) ? "-0" : String(v);
  return isNode(v) ? "o" + v.id : v instanceof Error ? v.name : Object.prototype.toString.call(v);
};
const t = (label, v) => (lines++ < 300 && console.log(label, show(v)), v);
const text = (strings, v) => strings.raw.join("|").length + Number(v);
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
const thenable = (v) => ({ then: (resolve) => resolve(v) });
const later = async (v) => (await null, v);
const all = (v) => Promise.all([v, later(1)]).then(([x, y]) => x + y);
function* pair(v) {
  try {
    const back = yield v;
    yield back;
    return v;
  } finally {
    t("pair closed", v);
  }
}
const call = (i, v) => (fns.length && burn() ? fns[i % fns.length](v) : v);
const step = (i, how, v) => {
  if (!gens.length || !burn()) return v;
  const it = gens[i % gens.length];
  try {
    const r = how === 10 ? it.return(v) : how === 11 ? it.throw(v) : it.next(v);
    return t("step " + r.done, r.value);
  } catch (e) {
    return t("step threw", e);
  }
};
const spawn = (p) => (Promise.resolve(p).then((v) => t("task", v), (e) => t("task failed", e)), 1);
const guard = (f) => {
  try {
    return t("ran", f());
  } catch (e) {
    return t("ran into", e);
  }
};
const guardAsync = async (f) => {
  try {
    return t("done", await f());
  } catch (e) {
    return t("failed", e);
  }
};
const attempt = (f) => {
  try {
    return String(f());
  } catch (e) {
    return e instanceof Error ? e.name : "thrown " + show(e);
  }
};
const key = (v) => "k" + (Number(v) & 1);
const sites = [];
const once = (strings, ...values) => {
  if (!sites.includes(strings)) sites.push(strings);
  return sites.indexOf(strings) + strings.raw.join("|") + values.map(show).join();
};
const secrets = new WeakMap();
const bytes = new Uint8Array(8);
const words = new Uint16Array(bytes.buffer, 2, 2);
const view = new DataView(bytes.buffer, 1);
const watched = (v) => {
  let left = 3;
  return {
    [Symbol.iterator]() {
      return this;
    },
    next: () => (left-- > 0 ? { value: v, done: false } : { value: undefined, done: true }),
    return: (value) => (t("closed with", left), { value, done: true }),
  };
};
const mixed = (v, w) => {
  const steps = [v, later(w), Promise.resolve(3)];
  return v
    ? steps
    : {
        [Symbol.asyncIterator]: () => ({
          next: async () => ({ done: steps.length === 0, value: await steps.pop() }),
          return: async () => (t("stream left", steps.length), await null, {}),
        }),
      };
};
let ids = 0;
const nodes = [];
const node = (v) => {
  const o = { id: ++ids, v };
  nodes.push(o);
  return o;
};
const dump = (root) => {
  const seen = new Map();
  const visit = (v) => {
    if (typeof v !== "object" || v === null) return show(v);
    if (seen.has(v)) return "#" + seen.get(v);
    seen.set(v, seen.size);
    const parts = [];
    if (v instanceof Map) for (const [k, x] of v) parts.push(visit(k) + "=>" + visit(x));
    else if (v instanceof Set) for (const x of v) parts.push(visit(x));
    else for (const k of Object.keys(v)) parts.push(k + ":" + visit(v[k]));
    return "{" + parts.join() + "}";
  };
  t("graph", visit(root));
};
`;

const epilogue = `
main().then((v) => t("main", v), (e) => t("main failed", e)).then(async () => {
  for (let i = 0; i < 3; i++) {
    await sleep(i);
    refuel(20);
    for (const f of [...fns].slice(0, 10)) guard(() => f(i));
    for (let k = 0; k < gens.length && k < 5; k++) step(k, i, i);
    for (const n of nodes.slice(-3)) dump(n);
  }
});
`;

/** The files of a program by name. */
export interface GeneratedProgram {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A CommonJS module of sloppy code. */
function script(top: readonly Block[], main: readonly Block[]): GeneratedProgram {
  const printer = new ProgramPrinter();
  const text = `${prelude}\n${printer.printTop(top.flat(), false)}\n${printer.printMain(main.flat())}${epilogue}`;
  return { entry: "program.cjs", files: { "program.cjs": text } };
}

/** ES modules that import each other in a ring, with top-level await: the helpers, a part, and the entry that uses what the part exports. */
function modules(top: readonly Block[], main: readonly Block[]): GeneratedProgram {
  const printer = new ProgramPrinter();
  const helpers = [...prelude.matchAll(/^(?:const|let|function\*) (\w+)/gm)].map(([, name]) => name).join(", ");
  const imported = `import { ${helpers} } from "./prelude.mjs";\n`;
  const part = printer.printTop(top[0]!, true);
  const exported = printer.names.close().join(", ");
  const body = `${printer.printTop(top.slice(1).flat(), true)}\n${printer.printMain(main.flat())}`;
  return {
    entry: "program.mjs",
    files: {
      "prelude.mjs": `import { main } from "./program.mjs";${prelude}const ring = () => main.name;\nexport { ${helpers}, ring };\n`,
      "part.mjs": `${imported}import * as entry from "./program.mjs";\n${part}\nfns.push(() => attempt(() => Object.keys(entry).join()));\nexport { ${exported} };\n`,
      "program.mjs": `${imported}import { ring } from "./prelude.mjs";\nimport { ${exported} } from "./part.mjs";\n${body}\nfns.push(ring);\nexport { main };${epilogue}`,
    },
  };
}

/** Programs that keep to the statements that suspend and jump, in all combinations. */
export const basicProgramArbitrary: fc.Arbitrary<GeneratedProgram> = ofBlocks(blockArbitrary(false), script);

/**
 * A whole program: always ends, prints a trace, prints the same each time. Top-level errors end it early, as they end real ones. A third of the programs
 * are basic ones; the others use more of the language, half of them in several ES modules.
 */
export const programArbitrary: fc.Arbitrary<GeneratedProgram> = fc.oneof(
  basicProgramArbitrary,
  ofBlocks(blockArbitrary(true), script),
  ofBlocks(blockArbitrary(true), modules),
);

function ofBlocks(block: fc.Arbitrary<Block>, make: typeof script): fc.Arbitrary<GeneratedProgram> {
  const blocks = fc.array(block, { minLength: 2, maxLength: 4 });
  return fc.tuple(blocks, blocks).map(([top, main]) => make(top, main));
}

/** The text of all files, for people. */
export function programText({ files }: GeneratedProgram): string {
  const names = Object.keys(files);
  return names.map((name) => (names.length > 1 ? `// ${name}\n${files[name]!}` : files[name]!)).join("\n");
}
