import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Program } from "./harness/realm.js";

/** What a capture and a restore do, for a program whose heap grows with n. Counted, not timed: the machine has nothing to say. */
interface Work {
  readonly entries: number;
  readonly asked: number;
  readonly probes: number;
  readonly visits: number;
  readonly bytes: number;
}

const modules: Readonly<Record<string, string>> = {
  "pairs of closures": `
    function counter(n) { const step = n % 7; return { add: () => (n += step), get: () => n }; }
    const all = [];
    export function fill(n) { for (let i = 0; i < n; i++) all.push(counter(i)); }
    export function check() { let sum = 0; for (const one of all) { one.add(); sum += one.get(); } return sum; }`,
  "a chain of scopes": `
    function link(previous) { return { get: () => previous, set: (value) => (previous = value) }; }
    let last = null;
    export function fill(n) { for (let i = 0; i < n; i++) last = link(last); }
    export function check() { let count = 0; for (let at = last; at; at = at.get()) count++; return count; }`,
  "one scope that many closures share": `
    let total = 0; const all = [];
    export function fill(n) { let shared = 0; for (let i = 0; i < n; i++) all.push(() => { shared++; return shared + i; }); }
    export function check() { for (const one of all) total += one(); return total; }`,
  "a library that keeps its state in WeakMaps": `
    const x = new WeakMap(), y = new WeakMap(), owned = new WeakSet(), all = [];
    class Vector { constructor(a, b) { x.set(this, a); y.set(this, { b }); owned.add(this); } sum() { return x.get(this) + y.get(this).b; } }
    export function fill(n) { for (let i = 0; i < n; i++) all.push(new Vector(i, 1)); }
    export function check() { return all.reduce((sum, one) => sum + one.sum(), 0) + String(owned.has(all[0])); }`,
  "event-target-shim, whose private state is in WeakMaps": `
    import { Event, EventTarget } from "library.mjs";
    const all = [], seen = { count: 0 };
    class Source extends EventTarget { constructor(i) { super(); this.i = i; } }
    export function fill(n) {
      for (let i = 0; i < n; i++) {
        const made = new Source(i);
        made.addEventListener("tick", (event) => { seen.count += event.target.i % 5; event.preventDefault(); });
        made.last = new Event("tick", { cancelable: true });
        made.dispatchEvent(made.last);
        all.push(made);
      }
    }
    export function check() {
      const went = all.filter((one) => one.dispatchEvent(new Event("tick", { cancelable: true }))).length;
      return [seen.count, went, all.filter((one) => one.last.defaultPrevented && one.last.target === one).length].join();
    }`,
  "a chain of ephemerons": `
    const next = new WeakMap(), first = {};
    export function fill(n) { let at = first; for (let i = 0; i < n; i++) { const made = { i }; next.set(at, made); at = made; } }
    export function check() { let sum = 0; for (let at = next.get(first); at; at = next.get(at)) sum += at.i; return sum; }`,
  "private names of derived classes": `
    class Named { #name = "n"; get name() { return this.#name; } }
    class Counted extends Named { #count = 1; get count() { return this.#count++; } }
    class Thing extends Counted { #own = { seen: 0 }; see() { this.#own.seen += this.count; return this.name.length + this.#own.seen; } }
    const all = [];
    export function fill(n) { for (let i = 0; i < n; i++) all.push(new Thing()); }
    export function check() { return all.reduce((sum, one) => sum + one.see(), 0); }`,
  "suspended generators": `
    function* count(i) { for (;;) i += yield i; }
    const all = [];
    export function fill(n) { for (let i = 0; i < n; i++) { const made = count(i); made.next(); all.push(made); } }
    export function check() { return all.reduce((sum, one) => sum + one.next(1).value, 0); }`,
  "a linked list": `
    let head = null;
    export function fill(n) { for (let i = 0; i < n; i++) head = { i, next: head }; }
    export function check() { let count = 0; for (let at = head; at; at = at.next) count++; return count; }`,
  "a chain of prototypes": `
    let last = { n: 0 };
    export function fill(n) { for (let i = 0; i < n / 10; i++) last = Object.create(last); last.own = n; }
    export function check() { let count = 0; for (let at = last; at !== Object.prototype; at = Object.getPrototypeOf(at)) count++; return count + last.own; }`,
  "Maps and Sets": `
    const ids = new Map(), seen = new Set();
    export function fill(n) { for (let i = 0; i < n; i++) { const key = { i }; ids.set(key, i); seen.add(key); } }
    export function check() { let sum = 0; for (const key of seen) sum += ids.get(key); return sum; }`,
};

/** A library of npm, as its users have it. */
const require = createRequire(import.meta.url);
const library = readFileSync(path.join(path.dirname(require.resolve("event-target-shim")), "index.mjs"), "utf8");

function program(source: string): Program {
  return new Program({ ...(source.includes("library.mjs") ? { "library.mjs": library } : {}), "app.mjs": source });
}

/** Fills a program's heap, moves it, and compares what it does afterwards with what it does without a move. */
function work(source: string, n: number): Work {
  const straight = program(source);
  straight.call("fill", n);
  const moved = program(source);
  moved.call("fill", n);
  const { text, work: captured } = moved.move();
  expect(moved.call("check")).toBe(straight.call("check"));
  return { ...captured, visits: moved.restored!.visits, bytes: text.length };
}

describe("what a move does grows with the heap, and no faster", () => {
  const n = 1_000;
  for (const [name, source] of Object.entries(modules)) {
    it(name, () => {
      const [once, twice, thrice] = [work(source, n), work(source, 2 * n), work(source, 3 * n)];
      for (const key of ["entries", "asked", "probes", "visits"] as const) {
        // Exactly linear: the third step is as large as the second.
        expect(thrice[key] - twice[key], key).toBe(twice[key] - once[key]);
      }
      expect(twice.entries).toBeGreaterThan(once.entries);
    });
  }
});

describe("a heap that is large or deep moves", () => {
  it.each([
    ["pairs of closures", 100_000],
    ["a chain of scopes", 100_000],
    ["a library that keeps its state in WeakMaps", 100_000],
    ["event-target-shim, whose private state is in WeakMaps", 30_000],
    ["a chain of ephemerons", 100_000],
    ["suspended generators", 20_000],
    ["a linked list", 300_000],
    ["a chain of prototypes", 50_000],
  ])("%s, %i of them", (name, n) => {
    expect(work(modules[name]!, n).entries).toBeGreaterThan(n / 10);
  });
});
