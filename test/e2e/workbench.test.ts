import { cpSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { BoardConnections } from "../../core/board/boardConnections.js";
import { allPrograms } from "../../core/board/findPrograms.js";
import { followOutput } from "../../core/handoff/followOutput.js";
import { withTestHome } from "./testHome.js";
import { Workbench } from "./workbench.js";

/** Kept for people to look at; not in version control. */
const screenshots = path.join(import.meta.dirname, "..", "..", "test-results", "e2e");

it("runs a program from the palette, shows its closures, moves it to another board and engine, and stops it there", async () => {
  await withTestHome(async ({ folder, root, connections, startServer }) => {
    const workspace = path.join(folder, "thermostat");
    cpSync(path.join(root, "examples", "thermostat"), workspace, { recursive: true });
    const server = await startServer();
    // The packed extension is tried with TM_VSIX=thingsmigrate.vsix; otherwise the one of this checkout is.
    const vsix = process.env["TM_VSIX"];
    if (vsix !== undefined) await server.install(path.resolve(vsix));
    const workbench = await Workbench.open(server.address(workspace, vsix === undefined ? { extension: root } : {}), screenshots);
    try {
      await scenario(workbench, connections);
    } catch (error) {
      await workbench.screenshot("failed");
      throw error;
    } finally {
      await workbench.close();
    }
  });
}, 240_000);

async function scenario(workbench: Workbench, connections: BoardConnections): Promise<void> {
  // Run.
  await workbench.openFile("main.mjs");
  await workbench.command("ThingsMigrate: Run on Board…");
  await workbench.pick("Run on Board", "local");
  await workbench.pick("Run on Board", "node", "1-engines");
  await workbench.output((text) => /^kitchen 3: \d+\.\d °C, heating$/m.test(text));
  await workbench.activity("ThingsMigrate").click();
  const running = workbench.row("Boards", "main-", "node");
  await running.waitFor();
  const [program] = (await allPrograms(connections, ["local"])).found;
  expect(program?.record).toMatchObject({ state: "running", engine: "node", entry: "main.mjs" });
  const id = program?.record.id ?? "";
  await workbench.screenshot("2-running");

  // Captured closures.
  await workbench.command("ThingsMigrate: Take Snapshot");
  await workbench.notification(`Snapshot of ${id} before turn`).waitFor();
  const read = workbench.row("Captured Closures", "read", "main.mjs:9");
  await workbench.expand(read);
  await workbench.expand(workbench.row("Captured Closures", "scope of makeThermostat", "shared with report"));
  await workbench
    .row("Captured Closures", "name", "'kitchen'")

    .waitFor();
  const readings = workbench.row("Captured Closures", "readings");
  const count = Number(/readings\s*(\d+)/.exec((await readings.textContent()) ?? "")?.[1]);
  expect(count).toBeGreaterThanOrEqual(3);
  await workbench.expand(workbench.row("Captured Closures", "history"));
  await workbench.screenshot("3-closures");

  // To the source.
  await workbench.row("Captured Closures", "target", "21").click();
  await workbench.activeTab.filter({ hasText: "main.mjs" }).waitFor();
  await workbench.cursor.filter({ hasText: "Ln 4, Col 31" }).waitFor();

  // Generated code.
  await workbench.command("ThingsMigrate: Show Generated Code");
  await workbench.pick("Generated Code", "main.mjs");
  await workbench.activeTab.filter({ hasText: "main.resume.mjs" }).waitFor();
  await workbench.screenshot("4-generated-code");
  await workbench.page.keyboard.press("Control+W");

  // Move.
  await workbench.dismissNotifications();
  await workbench.inlineAction(running, "Migrate to…");
  await workbench.pick(`Migrate ${id} to`, "New board on this machine…", "5-boards");
  await workbench.answer(`Migrate ${id} to`, "two");
  await workbench.pick(`Migrate ${id} to local:two`, "bun");
  await workbench.notification(`${id} runs on local:two, engine bun`).waitFor();
  await workbench.row("Boards", id, "bun", "moved once").waitFor();
  const moved = await workbench.output((text) => /── moved to local:two\n(?:kitchen \d+: .*\n){3}/.test(text));
  const [, before, after] = /kitchen (\d+): .*\n── moved to local:two\nkitchen (\d+): /.exec(moved) ?? [];
  expect(Number(after)).toBe(Number(before) + 1);
  const there = (await allPrograms(connections, ["local:two"])).found.find(({ record }) => record.id === id);
  expect(there?.record).toMatchObject({ state: "running", engine: "bun", epoch: 1 });
  await workbench.screenshot("6-moved");

  // Stop.
  await workbench.command("ThingsMigrate: Stop");
  await workbench.row("Boards", id, "ended").waitFor();
  await workbench.output((text) => text.includes("── ended by SIGTERM"));
  await workbench.screenshot("7-stopped");

  // Not a line was lost or repeated on the way.
  const printed: Buffer[] = [];
  const key = { id, epoch: 0 };
  await followOutput({
    connect: (board) => connections.to(board),
    board: "local",
    key,
    wait: false,
    onOutput: (_stream, bytes) => printed.push(bytes),
  });
  const numbers = Buffer.concat(printed)
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => Number(/^kitchen (\d+): /.exec(line)?.[1]));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBeGreaterThan(count);
}
