import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../core/cli/check/runResult.js";
import { formatInspection } from "../../core/cli/formatInspection.js";
import { styleFor } from "../../core/cli/style.js";
import { writeSnapshot } from "../../core/snapshot/container.js";
import type { ChildrenView, Inspection } from "../../core/snapshot/inspect/inspection.js";
import { SnapshotInspector } from "../../core/snapshot/inspect/snapshotInspector.js";
import { captureProgram, variedProgram } from "../snapshot/captureProgram.js";

const cli = path.join(import.meta.dirname, "../../dist/cli.js");
let folder: string;
let inspection: Inspection;

beforeAll(async () => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
  folder = mkdtempSync(path.join(tmpdir(), "tm-inspect-"));
  const snapshot = await captureProgram(`${variedProgram}\nconst many = Array.from({ length: 300 }, (_, i) => () => i);\n`, 1);
  inspection = new SnapshotInspector(snapshot).inspect();
  writeFileSync(path.join(folder, "app.tms"), writeSnapshot(snapshot));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function inspect(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await runCommand({
    file: process.execPath,
    args: [cli, "inspect", ...args],
    cwd: folder,
    env: process.env,
  });
  expect(code, stderr.toString()).toBe(0);
  return stdout.toString();
}

describe("thingsmigrate inspect", () => {
  it("can be read in a terminal of 80 columns: closures with variables, suspended code, timers, sizes; no colours in a pipe", async () => {
    const text = await inspect("app.tms");
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text).not.toContain("\u001b");
    expect(text).toContain("app-test, before turn 1\n");
    expect(text).toMatch(
      / {2}inc\(\) {2}\d instances +app\.mjs:3:\d+\n {4}counters\[0\]\.inc\n {4}scope of counter\(\) #\d+, shared with get\n {6}n {4}= 2\n/,
    );
    expect(text).toMatch(/ {2}function\* numbers +yield at app\.mjs:4:\d+\n/);
    expect(text).toMatch(/ {2}in 1 ms {2}\[Function: tick\] +app\.mjs:15:\d+\n| {2}due {2}\[Function: tick\] +app\.mjs:15:\d+\n/);
    expect(text).toMatch(/… 296 more \(--all shows them\)/);
    expect((await inspect("app.tms", "--all")).split("\n").length).toBeGreaterThan(text.split("\n").length + 290);
  });

  it("gives scripts the same model as JSON, and the inside of any value", async () => {
    expect(JSON.parse(await inspect("app.tms", "--json"))).toEqual(inspection);
    const held = inspection.modules[0]!.bindings.find((variable) => variable.name === "held")!;
    const { children } = JSON.parse(await inspect("app.tms", "--expand", String(held.value.ref))) as ChildrenView;
    expect(children.map((child) => child.name)).toEqual(["buffer", "big", "date", "pattern", "map", "weak", "__proto__"]);
  });

  it("keeps to the width whatever it is; colours are for terminals, and not for those who don't want them", () => {
    const format = (width: number): string => formatInspection(inspection, { style: styleFor({ isTTY: false }), width, all: true });
    for (const width of [40, 80, 120])
      expect(
        format(width)
          .split("\n")
          .filter((line) => line.length > width),
      ).toEqual([]);
    const { NO_COLOR, TERM } = process.env;
    process.env["TERM"] = "xterm";
    delete process.env["NO_COLOR"];
    expect(styleFor({ isTTY: true }).bold("x")).toBe("\u001b[1mx\u001b[22m");
    expect(styleFor({}).bold("x")).toBe("x");
    process.env["NO_COLOR"] = "1";
    expect(styleFor({ isTTY: true }).bold("x")).toBe("x");
    for (const [name, value] of Object.entries({ NO_COLOR, TERM })) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it("refuses a file that is no snapshot, with the documented exit code", async () => {
    writeFileSync(path.join(folder, "other.tms"), "not one");
    const { stderr, code } = await runCommand({
      file: process.execPath,
      args: [cli, "inspect", "other.tms"],
      cwd: folder,
      env: process.env,
    });
    expect([stderr.toString().split(":")[0], code]).toEqual(["E_SNAPSHOT_INVALID", 4]);
  });
});
