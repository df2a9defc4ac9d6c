import { strict as assert } from "node:assert";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import type { MigrateReport } from "../../core/handoff/migrate.js";
import { readSnapshot } from "../../core/snapshot/container.js";

/**
 * Runs inside an extension host: of the VS Code server (test/e2e/extensionHost.test.ts), and of a desktop VS Code where one can be downloaded (`npm run
 * test:electron`). The folder that is open is a copy of examples/thermostat with `broken.cjs` added.
 */
const tests: Readonly<Record<string, () => Promise<void>>> = {
  "every command of the manifest is there once the extension is activated": async () => {
    const extension = vscode.extensions.getExtension("thingsmigrate.thingsmigrate");
    assert.ok(extension, "the extension is not installed");
    await extension.activate();
    const { contributes } = extension.packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  },

  "a program runs, is captured, moves and is stopped by commands that are given their answers": async () => {
    const entry = vscode.Uri.joinPath(folder(), "main.mjs").fsPath;
    const program = await command<string>("runOnBoard", { entry, board: "local", engine: "node" });
    assert.match(program, /^main-\w+$/);
    const file = await command<vscode.Uri>("takeSnapshot", { program });
    const snapshot = readSnapshot(readFileSync(file.fsPath));
    assert.equal(snapshot.description.name, program);
    const report = await command<MigrateReport>("migrate", { program, to: "local:two", engine: "quickjs" });
    assert.equal(report.outcome, "moved", JSON.stringify(report.error));
    assert.equal(report.record?.engine, "quickjs");
    await vscode.commands.executeCommand("thingsmigrate.stop", { program });
  },

  "what can't be instrumented is a problem at its place, and goes when it is mended": async () => {
    const file = vscode.Uri.joinPath(folder(), "broken.cjs");
    const run = (): Thenable<string | undefined> =>
      vscode.commands.executeCommand("thingsmigrate.runOnBoard", { entry: file.fsPath, board: "local", engine: "node" });
    assert.equal(await run(), undefined);
    const [problem, ...more] = problemsOf(file);
    assert.deepEqual(more, []);
    assert.equal(problem?.code, "E_WITH");
    assert.equal(problem.range.start.line, 1);
    await vscode.workspace.fs.writeFile(file, Buffer.from("console.log('mended');\n"));
    assert.match((await run()) ?? "", /^broken-\w+$/);
    assert.deepEqual(problemsOf(file), []);
  },

  "a TypeScript program with an enum runs": async () => {
    const file = vscode.Uri.joinPath(folder(), "enum.ts");
    await vscode.workspace.fs.writeFile(file, Buffer.from("enum Mode { Idle, Heating }\nconsole.log(Mode[Mode.Heating]);\n"));
    const program = await vscode.commands.executeCommand("thingsmigrate.runOnBoard", {
      entry: file.fsPath,
      board: "local",
      engine: "node",
    });
    assert.match(String(program), /^enum-\w+$/);
  },
};

/** VS Code calls this. The result is written by renaming, so that whoever waits for it sees all of it or nothing. */
export async function run(): Promise<void> {
  const results: { name: string; error?: string }[] = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      results.push({ name });
    } catch (error) {
      results.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  const file = process.env["TM_SUITE_RESULT"];
  if (file !== undefined) {
    writeFileSync(`${file}.new`, JSON.stringify(results));
    renameSync(`${file}.new`, file);
  }
  const failed = results.filter(({ error }) => error !== undefined);
  for (const { name, error } of results)
    console.log(`${error === undefined ? "passed" : "FAILED"}: ${name}${error === undefined ? "" : `\n${error}`}`);
  if (failed.length > 0) throw new Error(`${String(failed.length)} of ${String(results.length)} failed`);
}

function folder(): vscode.Uri {
  const [open] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(open, "no folder is open");
  return open.uri;
}

async function command<Result>(name: string, answers: object): Promise<Result> {
  const result = await vscode.commands.executeCommand<Result | undefined>(`thingsmigrate.${name}`, answers);
  assert.ok(result !== undefined, `${name} gave nothing: its error is in the log of ThingsMigrate`);
  return result;
}

function problemsOf(file: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(file).filter(({ source }) => source === "ThingsMigrate");
}
