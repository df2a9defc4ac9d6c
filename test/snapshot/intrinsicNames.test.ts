import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import { ProgramProcess } from "../../core/board/programProcess.js";
import { engineFiles } from "../../core/handoff/deploy.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { decodeBody } from "../../core/snapshot/decodeBody.js";

/** Holds every builtin of the language that it can reach from some globals. */
const program = `
const names = ("Object Function Array Error Math JSON Reflect Symbol String Number Boolean BigInt Date RegExp Map Set WeakMap WeakSet WeakRef Promise " +
  "ArrayBuffer DataView Uint8Array Float64Array BigInt64Array TypeError AggregateError parseInt isNaN encodeURIComponent").split(" ");
const protoOf = Object.getPrototypeOf;
const starts = names.map((name) => [name, globalThis[name]]);
starts.push(["%TypedArray%", protoOf(Uint8Array)], ["%IteratorPrototype%", protoOf(protoOf([].values()))]);
starts.push(["%GeneratorFunction%", protoOf(function* () {})], ["%AsyncGeneratorFunction%", protoOf(async function* () {})]);
const held = {};
const note = (label, value) => {
  if ((typeof value === "object" && value !== null) || typeof value === "function" || typeof value === "symbol") held[label] = value;
};
for (const [name, start] of starts) {
  note(name, start);
  for (const [where, object] of [[name, start], [name + ".prototype", start.prototype]]) {
    if (typeof object !== "object" && typeof object !== "function") continue;
    note(where, object);
    for (const key of Reflect.ownKeys(object)) {
      // Functions that throw: some engines have one, others several. And what isn't the language's.
      if (key === "caller" || key === "arguments" || key === "prepareStackTrace") continue;
      const { value, get } = Object.getOwnPropertyDescriptor(object, key);
      note(where + "." + String(key), value ?? get);
    }
  }
}
console.log(Object.keys(held).length);
setTimeout(() => console.log(Object.keys(held).length), 1);
`;

let folder = "";
let engines: readonly Engine[] = [];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-names-"));
  engines = await findEngines();
  writeFileSync(path.join(folder, "app.mjs"), program);
  await instrumentProgram(path.join(folder, "app.mjs"), { out: path.join(folder, "out") });
  const forQuickJs = engineFiles("quickjs")!;
  for (const { path: file, hash } of forQuickJs.files) writeFileSync(path.join(folder, "out", file), await forQuickJs.read(hash));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a snapshot of the engine calls each builtin. */
async function namesOn(name: string): Promise<Map<string, string>> {
  const running = await ProgramProcess.start({
    engine: selectEngine(engines, name),
    directory: path.join(folder, "out"),
    args: [],
    cwd: folder,
    env: process.env,
    freezeAt: 1,
    onOutput: () => undefined,
  });
  try {
    await running.untilFrozen();
    const { body } = await running.capture(5000);
    return heldNames(body.toString("utf8"));
  } finally {
    running.kill("SIGKILL");
    await running.exited;
  }
}

function heldNames(text: string): Map<string, string> {
  const { entries, modules } = decodeBody(text);
  const { bindings } = modules[0]!;
  const held = entries[(bindings[bindings.indexOf("held") + 1] as [number])[0]] as ["object", [unknown, unknown, unknown[]]];
  const properties = held[1][2];
  const names = new Map<string, string>();
  for (let i = 0; i < properties.length; i += 2) {
    const entry = entries[(properties[i + 1] as [number])[0]];
    if (entry?.[0] === "intrinsic") names.set(String(properties[i]), entry[1]);
  }
  return names;
}

it("a builtin of the language has one name in snapshots, whatever engine takes them", async () => {
  const expected = await namesOn("node");
  expect(expected.size).toBeGreaterThan(400);
  expect(expected.get("Object.prototype.hasOwnProperty")).toBe("Object.prototype.hasOwnProperty");
  for (const name of ["node@18", "node@22", "bun", "deno", "quickjs"]) {
    const names = await namesOn(name);
    const different = [...names].filter(([label, spelled]) => expected.has(label) && expected.get(label) !== spelled);
    expect(different, name).toEqual([]);
    expect(names.size, name).toBeGreaterThan(350);
  }
});
