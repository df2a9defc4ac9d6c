import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand, type RunResult } from "../../core/cli/check/runResult.js";
import { writeSnapshot } from "../../core/snapshot/container.js";
import { captureProgram } from "../snapshot/captureProgram.js";

const cli = path.join(import.meta.dirname, "../../dist/cli.js");
let folder: string;

const app = `import { reader } from "./lib.ts";
const read = reader("kitchen");
for (let n = 0; n < 3; n++) { await null; console.log(read(), n); }
`;
const lib = `interface Options { readonly unit: string }
export function reader(name: string, options: Options = { unit: "°C" }): () => string {
  let reads = 0;
  return (): string => \`\${name} \${++reads} \${options.unit}\`;
}
export const unused: number = 1;
`;

beforeAll(async () => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
  folder = mkdtempSync(path.join(tmpdir(), "tm-code-"));
  writeFileSync(path.join(folder, "app.tms"), writeSnapshot(await captureProgram(app, 2, { "lib.ts": lib })));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function code(...args: string[]): Promise<RunResult> {
  return runCommand({ file: process.execPath, args: [cli, "code", "app.tms", ...args], cwd: folder, env: process.env });
}

async function output(...args: string[]): Promise<string> {
  const { stdout, stderr, code: exitCode } = await code(...args);
  expect(exitCode, stderr.toString()).toBe(0);
  return stdout.toString();
}

describe("thingsmigrate code", () => {
  it("prints each module under its name, and one alone as it is", async () => {
    const text = await output();
    const separators = text.split("\n").filter((line) => /^\/\/ .* ─+$/.test(line));
    expect(separators.map((line) => [line.split(" ")[1], line.length])).toEqual([
      ["app.mjs", 80],
      ["lib.js", 80],
    ]);
    expect(text).toContain("suspended at line 3");
    const alone = await output("--module", "lib.ts");
    expect(text).toContain(alone.trimEnd());
    expect(JSON.parse(await output("--json"))).toMatchObject({ "lib.js": alone });
  });

  it("writes files whose source maps lead to what the user wrote, TypeScript included; again into the same folder, not into another's", async () => {
    expect(await output("--out", "made")).toBe(`${path.join("made", "app.mjs")}\n${path.join("made", "lib.js")}\n`);
    await output("--out", "made");
    const text = readFileSync(path.join(folder, "made/lib.js"), "utf8");
    expect(text).toMatch(/\n\/\/# sourceMappingURL=lib\.js\.map\n$/);
    const map = JSON.parse(readFileSync(path.join(folder, "made/lib.js.map"), "utf8")) as { sources: string[]; sourcesContent: string[] };
    expect([map.sources, map.sourcesContent]).toEqual([["lib.ts"], [lib]]);
    const lines = text.split("\n");
    const line = lines.findIndex((one) => one.includes("++reads"));
    const place = originalPositionFor(new TraceMap(JSON.stringify(map)), { line: line + 1, column: lines[line]!.indexOf("++reads") });
    expect([place.line, place.column]).toEqual([4, lib.split("\n")[3]!.indexOf("++reads")]);
    const other = await code("--out", ".");
    expect([other.stderr.toString().split(":")[0], other.code]).toEqual(["E_OUT_DIRECTORY", 4]);
  });

  it("says which modules there are when one is asked for that is not", async () => {
    const { stderr, code: exitCode } = await code("--module", "none.js");
    expect(stderr.toString()).toMatch(/^E_USAGE: no code is generated for none.js; there is app.mjs, lib.ts\n/);
    expect(exitCode).toBe(64);
  });
});
