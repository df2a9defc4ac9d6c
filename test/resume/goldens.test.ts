import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { annotateModule } from "../../core/instrument/annotateModule.js";
import { resumeModule } from "../../core/resume/generateResume.js";

const goldens = path.join(import.meta.dirname, "goldens");

/** `THINGSMIGRATE_GOLDENS=write npx vitest run test/resume` writes them anew. */
const write = process.env["THINGSMIGRATE_GOLDENS"] === "write";

/** The first line of an input says what is in use: `// use: inc, get; points: numbers:1`; `all` stands for every function and class. */
function resumeOf(source: string, kind: "esm" | "cjs"): string {
  const { analysis } = annotateModule(source, { module: "app.js", kind });
  const [, names = "all", points = ""] = /^\/\/ use: ([^;\n]*)(?:; points: (.*))?$/m.exec(source) ?? [];
  const wanted = names.split(",").map((name) => name.trim());
  const real = analysis.functions.filter((fn) => fn.index > 0 && !fn.constructor_ && fn.kind !== "initializer");
  const chosen = real.filter((fn) => wanted.includes("all") || wanted.includes(fn.name));
  const pointIds = points.split(",").flatMap((text) => {
    const [name, point] = text.trim().split(":");
    const fn =
      real.find((one) => one.points.length > 0 && (one.name === name || one.name === `${name}$body`)) ??
      (name === "module" ? analysis.functions[0] : undefined);
    return fn ? [`${fn.index}:${point}`] : [];
  });
  const functions = chosen.filter((fn) => fn.kind !== "class").map((fn) => fn.index);
  const classes = chosen.filter((fn) => fn.kind === "class").map((fn) => fn.index);
  return resumeModule({ module: "app.js", state: "evaluated", functions, classes, points: pointIds }, kind, source).code;
}

describe("resume code reads like the program it comes from", () => {
  const cases = readdirSync(goldens);
  test.each(cases)("%s", (name) => {
    const folder = path.join(goldens, name);
    const files = readdirSync(folder).sort();
    const input = files.find((file) => file.startsWith("input."));
    expect(input, `${folder} has no input`).toBeDefined();
    expect(files.filter((file) => file !== input && file !== "expected.js")).toEqual([]);
    const code = resumeOf(readFileSync(path.join(folder, input!), "utf8"), input!.endsWith(".mjs") ? "esm" : "cjs");
    const expected = path.join(folder, "expected.js");
    if (write) writeFileSync(expected, code);
    expect(existsSync(expected), `${expected} is missing`).toBe(true);
    expect(code).toBe(readFileSync(expected, "utf8"));
  });
});
