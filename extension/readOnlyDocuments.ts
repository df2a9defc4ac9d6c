import * as vscode from "vscode";

const scheme = "thingsmigrate";

/** Texts out of a snapshot as documents that can't be edited: generated code, and sources that are not here or have changed. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  /**
   * @param folder what it comes from, seen in the editor's tooltip
   * @param kind stands in the name, so that nobody takes it for the file: `main.resume.mjs`
   */
  async open(folder: string, module: string, kind: "resume" | "captured", text: string): Promise<vscode.TextDocument> {
    const uri = vscode.Uri.from({ scheme, path: `/${folder}/${module.replace(/(?=\.\w+$)/, `.${kind}`)}` });
    this.#texts.set(uri.toString(), text);
    return vscode.workspace.openTextDocument(uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
