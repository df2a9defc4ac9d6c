import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CodedError } from "../../core/errors.js";
import type { Snapshot } from "../../core/snapshot/container.js";
import { recordFields } from "../../core/snapshot/recordFields.js";
import type { ChildView, Inspection, VariableView } from "../../core/snapshot/inspect/inspection.js";
import { SnapshotInspector } from "../../core/snapshot/inspect/snapshotInspector.js";
import { captureProgram } from "./captureProgram.js";

/** `TM_SEED=n` repeats a run. */
const seed = Number(process.env["TM_SEED"] ?? Date.now() % 1_000_000);

const program = `
import { EventEmitter } from "node:events";
class Account {
  #balance = 5; static #made = 0;
  constructor(owner) { this.owner = owner; Account.#made++; }
  get balance() { throw new Error("a getter ran"); }
  deposit() { return () => ++this.#balance; }
}
function counter() {
  let n = 0; const step = 2;
  { let laps = 0; return { inc() { laps++; return n += step; }, get: () => n, laps: () => laps }; }
}
const first = counter(), second = counter();
first.inc();
const account = new Account("ada"), deposit = account.deposit();
function* numbers(limit) { const seen = []; for (let i = 0; i < limit; i++) { seen.push(i); yield () => i; } }
const running = numbers(9), waiting = numbers(1);
running.next();
async function poll(name) {
  const before = { name };
  const answer = await new Promise((resolve) => setTimeout(resolve, 60_000));
  return [before, answer];
}
poll("a").then(function show(result) { return result; });
async function* ticks(limit) { let i = 0; while (i < limit) { await null; yield i++; } }
const stream = ticks(3);
const emitter = new EventEmitter();
emitter.on("data", function onData() {}).once("end", function onEnd() {});
const evil = JSON.parse('{"__proto__":{"polluted":true},"a\\\\u001b[31m":"\\\\u001b]0;x\\\\u0007","constructor":1}');
const odd = { get danger() { throw new Error("a getter ran"); }, self: null, [Symbol("key")]: -0, big: 10n ** 30n, none: undefined, [Symbol.iterator]: 1 };
odd.self = odd;
const trap = new Proxy({ inside: 1 }, { get() { throw new Error("a trap ran"); }, ownKeys() { throw new Error("a trap ran"); } });
const map = new Map([[odd, "value"], ["k", new Set([1, 2])]]);
const bytes = new Uint8Array(1000).fill(7), floats = new Float64Array([1.5, -0, NaN]), half = bytes.subarray(0, 2);
const long = "x".repeat(5000), list = Array.from({ length: 500 }, (_, i) => i), holes = [1, , 3];
const failed = Promise.reject(new RangeError("nope"));
failed.catch(function handle() {});
setInterval(function beat() {}, 40_000, "tick");
setTimeout(() => {}, 1);
let later = "not yet";
`;

let snapshot: Snapshot;
let inspector: SnapshotInspector;
let it_: Inspection;
beforeAll(async () => {
  console.log(`inspection: TM_SEED=${String(seed)}`);
  // Before the short timer; everything above has happened.
  snapshot = await captureProgram(program, 2);
  inspector = new SnapshotInspector(snapshot);
  it_ = inspector.inspect();
});

function lineOf(text: string): number {
  return program.slice(0, program.indexOf(text)).split("\n").length;
}

function valuesOf(variables: readonly VariableView[]): Record<string, string> {
  return Object.fromEntries(variables.map((variable) => [variable.name, variable.value.preview]));
}

function binding(name: string): VariableView {
  const found = it_.modules[0]!.bindings.find((variable) => variable.name === name);
  if (!found) throw new Error(`no binding ${name}`);
  return found;
}

function inside(ref: number | undefined): Record<string, ChildView> {
  return Object.fromEntries(inspector.expand(ref ?? 0).children.map((child) => [child.name, child]));
}

describe("a snapshot looked into", () => {
  it("says where it comes from", () => {
    const { summary } = it_;
    expect([summary.entry, summary.engine, summary.board, summary.turn]).toEqual(["app.mjs", "node", "local", snapshot.description.turn]);
    expect(summary.hops.map((hop) => hop.engine)).toEqual(["bun"]);
    expect(summary.programHash).toBe(snapshot.description.programHash);
    expect(summary.bytes.body).toBe(snapshot.body.length);
    expect(summary.counts.closures).toBe(it_.closures.length);
    expect(inspector.source("app.mjs")).toBe(program);
  });

  it("shows closures with the place of their code and the variables they share", () => {
    const inc = it_.closures.filter((closure) => closure.name === "inc");
    expect(inc.map((closure) => closure.path).sort()).toEqual(["first.inc", "second.inc"]);
    expect(inc[0]!.place).toMatchObject({ file: "app.mjs", line: lineOf("{ let laps") });
    const [block, scope, module] = inc[0]!.scopes.map((id) => it_.scopes[id]!);
    expect([block!.kind, scope!.kind, module!.kind]).toEqual(["block", "function", "module"]);
    expect([scope!.function, scope!.parent]).toEqual(["counter", module!.id]);
    expect(scope!.place.line).toBe(lineOf("function counter"));
    expect([valuesOf(block!.variables), valuesOf(scope!.variables)]).toEqual([{ laps: "1" }, { n: "2", step: "2" }]);
    expect(scope!.variables.find((variable) => variable.name === "n")!.place).toEqual({
      file: "app.mjs",
      line: lineOf("let n = 0"),
      column: 6,
    });
    const get = it_.closures.find((closure) => closure.path === "first.get")!;
    expect(get.scopes[0]).toBe(scope!.id);
    expect(inc[1]!.scopes[1]).not.toBe(scope!.id);
    expect(it_.closures.map((closure) => closure.name)).not.toContain("poll$body");
    expect(it_.closures.find((closure) => closure.name === "poll")!.kind).toBe("async function");
    expect(it_.closures.find((closure) => closure.name === "ticks")!.kind).toBe("async generator");
  });

  it("shows suspended code with its locals and what it awaits", () => {
    const generators = it_.suspended.filter((one) => one.name === "numbers");
    expect(generators.map((one) => [one.kind, one.started, one.path])).toEqual([
      ["generator", false, "waiting"],
      ["generator", true, "running"],
    ]);
    expect(generators[1]!.place.line).toBe(lineOf("yield () => i"));
    expect(valuesOf(generators[1]!.locals)).toEqual({ limit: "9", seen: "[ 0 ]", i: "0" });
    const poll = it_.suspended.find((one) => one.name === "poll")!;
    expect([poll.kind, poll.place.line, poll.awaits?.preview]).toEqual([
      "async function",
      lineOf("await new Promise"),
      "Promise { <pending> }",
    ]);
    expect(valuesOf(poll.locals)).toEqual({ before: "{ name: 'a' }" });
    const stream = it_.suspended.find((one) => one.name === "ticks")!;
    expect([stream.kind, stream.started, stream.queue]).toEqual(["async generator", false, 0]);
  });

  it("shows timers with the time that is left, promises with what waits for them", () => {
    const beat = it_.timers.find((timer) => timer.kind === "interval")!;
    expect([beat.callback.preview, beat.delay, beat.args.map((arg) => arg.preview)]).toEqual(["[Function: beat]", 40_000, ["'tick'"]]);
    expect(beat.left).toBeGreaterThan(30_000);
    expect(beat.left).toBeLessThanOrEqual(40_000);
    expect(beat.place?.line).toBe(lineOf("function beat"));
    const waits = it_.promises.flatMap((promise) => promise.waiting.map((work) => work.what));
    expect(waits).toEqual(expect.arrayContaining(["await in poll()", "then(show)"]));
    const rejected = it_.promises.find((promise) => promise.path === "failed")!;
    expect([rejected.state, rejected.value?.preview, rejected.handled]).toEqual(["rejected", "[RangeError: nope]", true]);
  });

  it("shows listeners as the program added them", () => {
    const listeners = it_.listeners.filter((one) => one.emitter === "emitter");
    expect(listeners.map((one) => [one.event, one.listeners[0]!.value.preview, one.listeners[0]!.once])).toEqual([
      ["data", "[Function: onData]", false],
      ["end", "[Function: onEnd]", true],
    ]);
    expect(listeners[1]!.listeners[0]!.place?.line).toBe(lineOf("function onEnd"));
  });

  it("previews values like Node, cut to a line", () => {
    const previews = valuesOf(it_.modules[0]!.bindings);
    expect(previews).toMatchObject({
      Account: "[class Account]",
      account: "Account { #balance: 5, owner: 'ada' }",
      deposit: "[Function (anonymous)]",
      running: "Object [Generator] {}",
      stream: "Object [AsyncGenerator] {}",
      poll: "[AsyncFunction: poll]",
      trap: "Proxy({ inside: 1 })",
      map: "Map(2) { { danger: [Getter], self: [Circular], big: 1000000000000000000000000000000n, none: undefined, [Symbol(key)]: -0, [Symbol(Symbol.iterator)]: 1 } => 'value', 'k' => Set(2) { 1, 2 } }",
      bytes: "Uint8Array(1000) [ 7, 7, 7, 7, 7, 7, … 994 more ]",
      floats: "Float64Array(3) [ 1.5, -0, NaN ]",
      half: "Uint8Array(2) [ 7, 7 ]",
      list: "Array(500) [ 0, 1, 2, 3, 4, 5, … 494 more ]",
      holes: "[ 1, <empty>, 3 ]",
      failed: "Promise { <rejected> [RangeError: nope] }",
      later: "'not yet'",
    });
    expect(previews["long"]).toMatch(/^'x{72}'… 4928 more characters$/);
    expect(previews["evil"]).toBe("{ __proto__: { polluted: true }, 'a\\x1b[31m': '\\x1b]0;x\\x07', constructor: 1 }");
  });

  it("expands values in parts, running nothing", () => {
    const account = inside(binding("account").value.ref);
    expect([account["#balance"]!.kind, account["#balance"]!.value.preview, account["owner"]!.value.preview]).toEqual([
      "private",
      "5",
      "'ada'",
    ]);
    const prototype = inside(account["[[Prototype]]"]!.value.ref);
    expect([prototype["balance"]!.kind, prototype["balance"]!.value.preview, prototype["balance"]!.getter?.preview]).toEqual([
      "accessor",
      "[Getter]",
      "[Function: get balance]",
    ]);
    const odd = inside(binding("odd").value.ref);
    expect(odd["self"]!.value.ref).toBe(binding("odd").value.ref);
    expect(odd["[Symbol(key)]"]!.value.preview).toBe("-0");
    expect(Object.keys(inside(binding("evil").value.ref))).toContain("__proto__");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    const bytes = binding("bytes").value;
    expect([bytes.size, inspector.expand(bytes.ref!, 998, 10).children.map((child) => child.name)]).toEqual([
      1001,
      ["998", "999", "[[ViewedArrayBuffer]]"],
    ]);
    const entries = inspector.expand(binding("map").value.ref!).children;
    expect(entries.map((child) => [child.kind, child.key?.type, child.value.preview])).toEqual([
      ["entry", "object", "'value'"],
      ["entry", "string", "Set(2) { 1, 2 }"],
    ]);
    expect(inside(binding("trap").value.ref)["[[Target]]"]!.value.preview).toBe("{ inside: 1 }");
    expect(inside(binding("failed").value.ref)["[[PromiseState]]"]!.value.preview).toBe("rejected");
    expect(inside(it_.closures.find((closure) => closure.path === "first.inc")!.ref)["n"]!.value.preview).toBe("2");
    expect(inspector.expand(123_456_789)).toEqual({ total: 0, from: 0, children: [] });
  });

  it("says what takes the room: sizes add up, and what only one thing reaches is counted to it", () => {
    const { kinds, largest } = it_.sizes;
    const lines = snapshot.body.toString("utf8").trimEnd().split("\n");
    const entries = lines.filter((line) => !/^\["(thingsmigrate|module|roots|realm|stamp|bytes|weak)"/.test(line));
    const inEntries = Buffer.byteLength(entries.join("\n")) + 1;
    const sum = kinds.reduce((total, kind) => total + kind.bytes, 0);
    expect(sum).toBeGreaterThanOrEqual(inEntries);
    expect(sum).toBeLessThan(snapshot.body.length);
    expect(kinds.reduce((total, kind) => total + kind.count, 0)).toBe(it_.summary.counts.entries);
    const list = largest.find((one) => one.path === "list")!;
    expect(list.retained).toBe(list.own);
    const first = largest.find((one) => one.path === "first")!;
    expect(first.retained).toBeGreaterThan(first.own);
  });

  it("is plain data that survives JSON, with no character a terminal would obey", () => {
    const json = JSON.stringify(it_);
    expect(JSON.parse(json)).toEqual(it_);
    const texts: string[] = [];
    JSON.parse(json, (_key, value: unknown) => (typeof value === "string" ? texts.push(value) : value));
    expect(texts.filter((text) => /\p{Cc}/u.test(text))).toEqual([]);
  });

  it(`holds or is refused whatever a file says, TM_SEED=${String(seed)}`, () => {
    const lines = snapshot.body.toString("utf8").trimEnd().split("\n");
    const numbers = (text: string, change: number): string => {
      const all = [...text.matchAll(/\[\d+\]/g)];
      const found = all[change % Math.max(1, all.length)];
      return found
        ? `${text.slice(0, found.index)}[${String(1 + (change % (lines.length - 3)))}]${text.slice(found.index + found[0].length)}`
        : text;
    };
    const property = fc.property(fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }), (changes) => {
      const changed = [...lines];
      for (const [line, change] of changes) changed[line % lines.length] = numbers(changed[line % lines.length]!, change);
      try {
        const other = new SnapshotInspector({ ...snapshot, body: Buffer.from(changed.join("\n")) });
        const inspection = other.inspect();
        for (const { ref } of inspection.sizes.largest) other.expand(ref);
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== "E_SNAPSHOT_INVALID") throw error;
      }
    });
    fc.assert(property, { numRuns: 150, seed });
  });

  it("refuses a code map that is not one", () => {
    const file = ".thingsmigrate/code/app.mjs.json";
    const { codeMap } = JSON.parse(snapshot.files.get(file)!.toString("utf8")) as { codeMap: { scopes: { parent: number }[] } };
    const withMap = (map: unknown): (() => unknown) => {
      const files = new Map([...snapshot.files, [file, Buffer.from(JSON.stringify({ codeMap: map }))]]);
      return () => new SnapshotInspector({ ...snapshot, files });
    };
    expect(withMap(codeMap)).not.toThrow();
    for (const wrong of [
      null,
      {},
      { ...codeMap, functions: [{}] },
      { ...codeMap, module: "other" },
      { ...codeMap, scopes: codeMap.scopes.map((scope) => ({ ...scope, parent: 99 })) },
    ]) {
      expect(withMap(wrong)).toThrow(/not a whole snapshot: the code map of app.mjs/);
    }
  });
});

describe("the names of record fields", () => {
  it("are those of the runtime", async () => {
    await import("../../core/runtime/programRealm.js");
    await import("../../core/runtime/moves.js");
    await import("../../core/runtime/startProgram.js");
    const { recordKinds } = await import("../../core/runtime/records.js");
    const known = Object.fromEntries(recordKinds().map((kind) => [kind.name, kind.visible ? null : kind.fields]));
    const listed = Object.fromEntries(Object.keys(known).map((name) => [name, known[name] === null ? null : recordFields[name]]));
    expect(listed, "core/snapshot/recordFields.ts lists the fields of runtime records: bring it up to date").toEqual(known);
  });
});
