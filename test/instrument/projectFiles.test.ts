import fs from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { InstrumentError } from "../../core/instrument/diagnostics.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { sourceTree } from "./support/sourceTree.js";

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) fs.rmSync(tree, { recursive: true });
});

function folders(files: Readonly<Record<string, string>>): { source: string; out: string; cacheDirectory: string } {
  const [source, out, cacheDirectory] = [sourceTree(files), sourceTree({}), sourceTree({})];
  trees.push(source, out, cacheDirectory);
  return { source, out, cacheDirectory };
}

const two = { "main.mjs": 'import { x } from "./lib.mjs"; console.log(x);', "lib.mjs": "export const x = 1;" };

describe("only changed files are instrumented again", () => {
  test("an unchanged program comes from the cache, and its files stay untouched", async () => {
    const { source, out, cacheDirectory } = folders(two);
    const entry = path.join(source, "main.mjs");
    expect((await instrumentProgram(entry, { out, cacheDirectory })).files).toEqual({ instrumented: 2, fromCache: 0 });
    const before = fs.statSync(path.join(out, "lib.mjs")).mtimeMs;
    fs.writeFileSync(entry, `${two["main.mjs"]}\nconsole.log("changed");`);
    expect((await instrumentProgram(entry, { out, cacheDirectory })).files).toEqual({ instrumented: 1, fromCache: 1 });
    expect(fs.statSync(path.join(out, "lib.mjs")).mtimeMs).toBe(before);
  });

  test("the same source gives the same bytes", async () => {
    const { source, out, cacheDirectory } = folders(two);
    const again = folders({});
    await instrumentProgram(path.join(source, "main.mjs"), { out, cacheDirectory });
    await instrumentProgram(path.join(source, "main.mjs"), { out: again.out, cacheDirectory: again.cacheDirectory });
    for (const name of ["main.mjs", "lib.mjs", ".thingsmigrate/manifest.json", ".thingsmigrate/code/main.mjs.json"]) {
      expect(fs.readFileSync(path.join(again.out, name), "utf8")).toBe(fs.readFileSync(path.join(out, name), "utf8"));
    }
  });
});

describe("the output folder is safe", () => {
  test("files that we did not write are never overwritten", async () => {
    const { source, cacheDirectory } = folders(two);
    await expect(instrumentProgram(path.join(source, "main.mjs"), { out: source, cacheDirectory })).rejects.toMatchObject({
      code: "E_OUT_DIRECTORY",
    });
    expect(fs.readFileSync(path.join(source, "main.mjs"), "utf8")).toBe(two["main.mjs"]);
  });

  test("files of modules that are gone go too, others stay", async () => {
    const { source, out, cacheDirectory } = folders(two);
    const entry = path.join(source, "main.mjs");
    await instrumentProgram(entry, { out, cacheDirectory });
    fs.writeFileSync(path.join(out, "users.txt"), "mine");
    fs.writeFileSync(entry, "console.log(1);");
    await instrumentProgram(entry, { out, cacheDirectory });
    expect(fs.existsSync(path.join(out, "lib.mjs"))).toBe(false);
    expect(fs.readFileSync(path.join(out, "users.txt"), "utf8")).toBe("mine");
  });

  test("a run can be stopped", async () => {
    const { source, out, cacheDirectory } = folders(two);
    const stop = new AbortController();
    const run = instrumentProgram(path.join(source, "main.mjs"), {
      out,
      cacheDirectory,
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: "E_ABORTED" });
  });
});

describe("what is wrong is told at once, with its place", () => {
  test("all errors of all files", async () => {
    const { source, out, cacheDirectory } = folders({
      "main.mjs": 'import "./a.mjs";\nimport "./b.cjs";\nimport "no-such-package";',
      "a.mjs": "const a = 1;\nconst a = 2;",
      "b.cjs": "with (o) { x }",
    });
    const error = await instrumentProgram(path.join(source, "main.mjs"), { out, cacheDirectory }).catch((thrown: unknown) => thrown);
    const found = (error as InstrumentError).diagnostics.map((one) => `${one.code} ${one.file}:${one.line}`).sort();
    expect(found).toEqual(["E_PARSE a.mjs:2", "E_UNRESOLVED_IMPORT main.mjs:3", "E_WITH b.cjs:1"]);
  });

  test("what may keep the program from moving is a warning", async () => {
    const { source, out, cacheDirectory } = folders({
      "main.cjs": 'try { require("optional"); } catch {}\nrequire(process.argv[9] ?? "fs");\ntry { require("./x.node"); } catch {}',
      "x.node": "",
    });
    const program = await instrumentProgram(path.join(source, "main.cjs"), { out, cacheDirectory });
    expect(program.diagnostics.map((one) => `${one.code} ${one.line}`)).toEqual([
      "W_UNRESOLVED_REQUIRE 1",
      "W_DYNAMIC_REQUIRE 2",
      "W_NATIVE_ADDON 3",
    ]);
  });
});
