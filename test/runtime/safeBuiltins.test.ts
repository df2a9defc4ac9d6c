import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { iterate, replacePattern, testPattern } from "../../core/runtime/safeBuiltins.js";

const patterns = [/a/, /a/g, /(a)(b)?/g, /^a|b$/g, /(?:)/g, /\bab/, /[^ab]+/g, /a*/g];

describe("safe builtins do what the builtins do", () => {
  it("replaces and tests as strings and patterns do", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", "c", " ") }), fc.constantFrom(...patterns), (text, pattern) => {
        expect(replacePattern(text, pattern, "-")).toBe(text.replace(pattern, "-"));
        const groups = (...all: readonly unknown[]): string => `[${all.slice(0, 3).map(String).join()}]`;
        const own = new RegExp(pattern.source, pattern.flags);
        const groupCount = new RegExp(`${pattern.source}|`).exec("")!.length;
        expect(replacePattern(text, own, (...all: string[]) => groups(...all.slice(0, groupCount)))).toBe(
          text.replace(own, (...all) => groups(...all.slice(0, groupCount))),
        );
        const [one, other] = [new RegExp(pattern.source, pattern.flags), new RegExp(pattern.source, pattern.flags)];
        expect(testPattern(one, text)).toBe(other.test(text));
        expect(one.lastIndex).toBe(other.lastIndex);
      }),
    );
    expect(replacePattern("a.b.c", ".", "")).toBe("ab.c");
  });

  it("iterates without asking what a program has replaced", () => {
    const { [Symbol.iterator]: arrayIterator } = Array.prototype;
    const touched: string[] = [];
    const map = new Map([["k", 1]]);
    const found: unknown[] = [];
    try {
      Array.prototype[Symbol.iterator] = function (this: unknown[]) {
        touched[touched.length] = "array";
        return arrayIterator.call(this);
      } as never;
      Map.prototype[Symbol.iterator] = function () {
        touched[touched.length] = "map";
        return new Map().entries();
      };
      for (const x of iterate([1, 2])) found[found.length] = x;
      for (const x of iterate(map)) found[found.length] = (x as [unknown, unknown])[0];
      for (const x of iterate(new Set([3]))) found[found.length] = x;
    } finally {
      Array.prototype[Symbol.iterator] = arrayIterator;
      Map.prototype[Symbol.iterator] = Map.prototype.entries;
    }
    // `new Set([3])` is not ours.
    expect([found, touched]).toEqual([[1, 2, "k", 3], ["array"]]);
    expect([...iterate("ab")]).toEqual(["a", "b"]);
  });
});
