import * as vscode from "vscode";
import type { Snapshot } from "../core/snapshot/container.js";
import type { SnapshotInspector } from "../core/snapshot/inspect/snapshotInspector.js";

/** A snapshot that is being looked at. */
export interface Shown {
  readonly snapshot: Snapshot;
  readonly inspector: SnapshotInspector;
  /** Where it is kept. */
  readonly file: vscode.Uri;
}

/** The snapshot last taken or opened. */
export class OpenSnapshot implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #shown: Shown | undefined;

  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** @throws CodedError E_SNAPSHOT_INVALID when what it says about its program is not what the format asks for */
  async show(snapshot: Snapshot, file: vscode.Uri): Promise<Shown> {
    const { SnapshotInspector } = await import("../core/snapshot/inspect/snapshotInspector.js");
    this.#shown = { snapshot, inspector: new SnapshotInspector(snapshot), file };
    this.#changed.fire();
    return this.#shown;
  }

  /** Reads a file and shows it. @throws CodedError E_SNAPSHOT_INVALID, E_SNAPSHOT_VERSION */
  async open(file: vscode.Uri): Promise<Shown> {
    const { readSnapshot } = await import("../core/snapshot/container.js");
    return this.show(readSnapshot(await vscode.workspace.fs.readFile(file)), file);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
