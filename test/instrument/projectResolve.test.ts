import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { ModuleResolver, type LoadForm, type Resolution } from "../../core/instrument/resolveModule.js";
import { moduleKind } from "../../core/instrument/moduleKind.js";
import { sourceTree } from "./support/sourceTree.js";

const root = sourceTree({
  "package.json": JSON.stringify({
    name: "app",
    type: "module",
    exports: { ".": "./main.js", "./sub/*": "./lib/*.js", "./hidden": null },
    imports: {
      "#dep": { node: "dual", default: "./no.js" },
      "#lib/*": "./lib/*.js",
      "#fs": "fs",
      "#cond": { require: "./lib/b.cjs", import: "./lib/a.js" },
    },
  }),
  "main.js": "",
  "lib/a.js": "",
  "lib/b.cjs": "",
  "lib/index.js": "",
  "lib/data.json": "{}",
  "lib/with space.js": "",
  "lib/no-extension": "",
  "folder/package.json": JSON.stringify({ main: "./deep/main" }),
  "folder/deep/main.js": "",
  "native/x.node": "",
  "node_modules/dual/package.json": JSON.stringify({ exports: { import: "./i.mjs", require: "./r.cjs" } }),
  "node_modules/dual/i.mjs": "",
  "node_modules/dual/r.cjs": "",
  "node_modules/legacy/package.json": JSON.stringify({ main: "lib" }),
  "node_modules/legacy/lib/index.js": "",
  "node_modules/legacy/other.js": "",
  "node_modules/nomain/index.js": "",
  "node_modules/@scope/pkg/package.json": JSON.stringify({
    exports: {
      "./feature/*.js": "./src/*.js",
      "./*": { node: { import: "./m/*.mjs", default: "./c/*.js" } },
      ".": [{ "no-such": "./z.js" }, "./src/x.js"],
    },
  }),
  "node_modules/@scope/pkg/src/x.js": "",
  "node_modules/@scope/pkg/m/x.mjs": "",
  "node_modules/@scope/pkg/c/x.js": "",
  "node_modules/@scope/pkg/node_modules/dual/index.js": "",
  "node_modules/trailing/package.json": JSON.stringify({ exports: { "./lib/": "./lib/" } }),
});
fs.symlinkSync(path.join(root, "node_modules/legacy"), path.join(root, "node_modules/linked"));
afterAll(() => {
  fs.rmSync(root, { recursive: true });
});

const specifiers = [
  "./lib/a.js",
  "./lib/a",
  "./lib",
  "./lib/",
  "./lib/b",
  "./lib/data",
  "./lib/data.json",
  "./lib/no-extension",
  "./lib/with%20space.js",
  "./lib/with space.js",
  "./folder",
  "./native/x",
  "./native/x.node",
  "./main.js",
  ".",
  "./",
  "..",
  "dual",
  "dual/i.mjs",
  "legacy",
  "legacy/other",
  "legacy/other.js",
  "legacy/lib",
  "linked",
  "nomain",
  "@scope/pkg",
  "@scope/pkg/feature/x.js",
  "@scope/pkg/x",
  "@scope/pkg/y",
  "app",
  "app/sub/a",
  "app/hidden",
  "app/none",
  "#dep",
  "#lib/a",
  "#fs",
  "#cond",
  "#none",
  "fs",
  "node:fs",
  "fs/promises",
  "node:test",
  "test",
  "no-such-package",
  "trailing/lib/x.js",
  path.join(root, "lib/a.js"),
  `file://${root}/lib/a.js`,
];

describe("modules are found where Node finds them", () => {
  const importers = ["main.js", "lib/a.js", "node_modules/@scope/pkg/src/x.js"];
  for (const importer of importers) {
    test(`require in ${importer}`, () => {
      const file = path.join(root, importer);
      const require = createRequire(file);
      compare(file, "require", (specifier) => {
        const found = require.resolve(specifier);
        return path.isAbsolute(found) ? fs.realpathSync(found) : found;
      });
    });

    test(`import in ${importer}`, () => {
      const file = path.join(root, importer);
      const script = `const out = {}; for (const s of ${JSON.stringify(specifiers)}) { try { out[s] = import.meta.resolve(s, ${JSON.stringify(`file://${file}`)}); } catch { out[s] = null; } } console.log(JSON.stringify(out));`;
      const answers = JSON.parse(
        execFileSync(process.execPath, ["--experimental-import-meta-resolve", "--no-warnings", "--input-type=module", "-e", script], {
          encoding: "utf8",
        }),
      ) as Record<string, string | null>;
      compare(file, "import", (specifier) => {
        const url = answers[specifier];
        if (url == null) throw new Error("missing");
        // import.meta.resolve doesn't look whether a relative file is there; loading it would.
        return url.startsWith("file:") ? fs.realpathSync(existingFile(fileURLToPath(url))) : url;
      });
    });
  }

  function compare(file: string, form: LoadForm, node: (specifier: string) => string): void {
    const resolver = new ModuleResolver();
    const ours = Object.fromEntries(
      specifiers.map((specifier) => [specifier, describeResolution(resolver.resolve(specifier, file, form))]),
    );
    const theirs = Object.fromEntries(
      specifiers.map((specifier) => {
        try {
          return [specifier, node(specifier).replace(/^node:/, "")];
        } catch {
          return [specifier, "missing"];
        }
      }),
    );
    expect(ours).toEqual(theirs);
  }
});

test("TypeScript sources are found behind the names of their output", () => {
  const tree = sourceTree({ "a.ts": "", "b.mts": "", "c.js": "", "c.ts": "", "d/index.ts": "" });
  const resolver = new ModuleResolver();
  const from = path.join(tree, "a.ts");
  const names = ["./a.js", "./b.mjs", "./c.js", "./d", "./c"].map((specifier) => {
    const found = resolver.resolve(specifier, from, "import");
    return found.type === "file" ? path.relative(tree, found.path) : found.type;
  });
  expect(names).toEqual(["a.ts", "b.mts", "c.js", "d/index.ts", "c.js"]);
  fs.rmSync(tree, { recursive: true });
});

test("a file is a module or CommonJS as Node takes it", () => {
  const tree = sourceTree({ "package.json": "{}", "esm/package.json": '{"type":"module"}', "cjs/package.json": '{"type":"commonjs"}' });
  const kind = (file: string, source: string): string => moduleKind(path.join(tree, file), source);
  expect(kind("a.js", "exports.x = 1")).toBe("cjs");
  expect(kind("a.js", "export const x = 1")).toBe("esm");
  expect(kind("a.js", "await 1")).toBe("esm");
  expect(kind("a.js", "const await = 1; import('x')")).toBe("cjs");
  expect(kind("a.ts", "import type { X } from './x.js'; const x: X = 1")).toBe("esm");
  expect(kind("esm/a.js", "exports.x = 1")).toBe("esm");
  expect(kind("esm/a.cjs", "")).toBe("cjs");
  expect(kind("cjs/a.mjs", "")).toBe("esm");
  expect(kind("cjs/a.json", "{}")).toBe("json");
  fs.rmSync(tree, { recursive: true });
});

function describeResolution(resolution: Resolution): string {
  switch (resolution.type) {
    case "builtin":
      return resolution.id.replace(/^node:/, "");
    case "file":
    case "native":
      return resolution.path;
    case "missing":
      return "missing";
  }
}

function existingFile(file: string): string {
  if (!fs.statSync(file).isFile()) throw new Error("not a file");
  return file;
}
