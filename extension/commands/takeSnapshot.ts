import * as vscode from "vscode";
import { findProgram } from "../../core/board/findPrograms.js";
import { formatStand } from "../../core/snapshot/formatStand.js";
import { formatBytes } from "../formatBytes.js";
import type { Shown } from "../openSnapshot.js";
import { programOf } from "../programOf.js";
import type { Services } from "../services.js";
import { orAborted, withProgress } from "../withProgress.js";

/** `thingsmigrate.takeSnapshot`: into a file, and into the view Captured Closures. The program goes on. Answers with the file. */
export async function takeSnapshotCommand(services: Services, given?: unknown): Promise<vscode.Uri | undefined> {
  const taken = await takeSnapshot(services, given);
  if (!taken) return undefined;
  void tell(taken);
  await vscode.commands.executeCommand("thingsmigrate.closures.focus");
  return taken.file;
}

async function tell({ file, inspector }: Shown): Promise<void> {
  const { name, turn, inTurn, counts, bytes } = inspector.summary();
  const code = "Show Generated Code";
  const kept = vscode.workspace.asRelativePath(file, false);
  const text = `Snapshot of ${name} ${formatStand({ turn, inTurn })}: ${String(counts.closures)} closures, ${formatBytes(bytes.body)} of state, in ${kept}.`;
  const chosen = await vscode.window.showInformationMessage(text, code);
  if (chosen === code) await vscode.commands.executeCommand("thingsmigrate.showGeneratedCode");
}

/** Takes a snapshot of the program a command is meant for and shows it in the tree. */
export async function takeSnapshot(services: Services, given: unknown): Promise<Shown | undefined> {
  const program = await programOf(services, given, "Snapshot");
  if (!program) return undefined;
  const { id } = program.record;
  const { hopsOf, takeSnapshot: take } = await import("../../core/handoff/takeSnapshot.js");
  const { writeSnapshot } = await import("../../core/snapshot/container.js");
  const { connections } = services.model;
  return withProgress(`Snapshot of ${id}`, async ({ say, signal }) => {
    const { board, record, epochs } = await findProgram(connections, id);
    say("capturing");
    const taking = take({ connection: await connections.to(board), program: record, board, hops: hopsOf(epochs) });
    const snapshot = await orAborted(taking, signal);
    const file = vscode.Uri.joinPath(await snapshotsFolder(services), `${id}-turn${String(snapshot.description.turn)}.tms`);
    await vscode.workspace.fs.writeFile(file, writeSnapshot(snapshot));
    return services.snapshot.show(snapshot, file);
  });
}

/** `.thingsmigrate/snapshots` of the workspace. It is kept out of version control: a snapshot holds whatever the program held, secrets too. */
async function snapshotsFolder({ storage }: Services): Promise<vscode.Uri> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const folder = workspace ? vscode.Uri.joinPath(workspace, ".thingsmigrate", "snapshots") : vscode.Uri.joinPath(storage, "snapshots");
  await vscode.workspace.fs.createDirectory(folder);
  if (workspace) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, ".gitignore"), Buffer.from("*\n"));
  return folder;
}
