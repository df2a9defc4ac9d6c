import path from "node:path";
import { describe } from "vitest";
import { annotateModule } from "../../core/instrument/annotateModule.js";
import { eraseTypes } from "../../core/instrument/eraseTypes.js";
import { resumeModule } from "../../core/resume/generateResume.js";
import { goldenTests } from "../goldenFolders.js";

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
  goldenTests(path.join(import.meta.dirname, "goldens"), 30, ({ file, source }) => {
    const kind = /\.(mjs|ts)$/.test(file) ? "esm" : "cjs";
    return resumeOf(file.endsWith(".ts") ? eraseTypes(source, { file, kind }).code : source, kind);
  });
});
