import type * as vscode from "vscode";
import type { BoardsModel } from "./boardsModel.js";
import type { ErrorPresenter } from "./errorPresenter.js";
import type { OpenSnapshot } from "./openSnapshot.js";
import type { ProgramOutputs } from "./programOutputs.js";
import type { ReadOnlyDocuments } from "./readOnlyDocuments.js";

/** What commands work with. */
export interface Services {
  readonly model: BoardsModel;
  readonly outputs: ProgramOutputs;
  readonly errors: ErrorPresenter;
  /** The snapshot that the view Captured Closures shows. */
  readonly snapshot: OpenSnapshot;
  readonly documents: ReadOnlyDocuments;
  /** A folder of ours, for when no workspace is open. */
  readonly storage: vscode.Uri;
  /** Shows a program in the view Boards. */
  reveal(id: string): Promise<void>;
}
