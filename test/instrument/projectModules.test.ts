import fs from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { modulePrograms } from "./support/modulePrograms.js";
import { runNode } from "./support/runNode.js";
import { sourceTree } from "./support/sourceTree.js";

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) fs.rmSync(tree, { recursive: true });
});

describe("an instrumented program loads its modules as the original does", () => {
  test.each(Object.entries(modulePrograms))("%s", async (_name, files) => {
    const source = sourceTree(files);
    const out = sourceTree({});
    trees.push(source, out);
    const entry = Object.keys(files).find((name) => name.startsWith("main.")) ?? "";
    const original = await runNode(path.join(source, entry));
    const program = await instrumentProgram(path.join(source, entry), {
      out,
      cacheDirectory: path.join(out, "..", "no-cache", path.basename(out)),
    });
    const instrumented = await runNode(program.entryFile);
    expect({ ...instrumented, stderr: withoutPlaces(instrumented.stderr) }).toEqual({
      ...original,
      stderr: withoutPlaces(original.stderr),
    });
    expect(original.stdout).not.toBe("");
  });
});

/** Warnings name the process. */
function withoutPlaces(stderr: string): string {
  return stderr.replace(/\(node:\d+\)/g, "(node)");
}
