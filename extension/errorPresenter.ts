import path from "node:path";
import * as vscode from "vscode";
import { type CodedError, formatError, formatPlace, type Place, toCodedError } from "../core/errors.js";
import type { Diagnostic } from "../core/instrument/diagnostics.js";

/** Tells the user what went wrong: a notification with the remedy, the whole of it in the log, places in the Problems view. */
export class ErrorPresenter implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel("ThingsMigrate", { log: true });
  readonly #problems = vscode.languages.createDiagnosticCollection("thingsmigrate");

  /** Carries out what a command does; what it throws is shown. `action` says what was wanted: `Moving app-x3f9`. */
  async guard<Result>(action: string, work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (thrown) {
      // The notification stays until it is answered; the command is over.
      void this.show(action, toCodedError(thrown));
      return undefined;
    }
  }

  /** A cancelled operation is not an error. Relative places are below `root`. */
  async show(action: string, error: CodedError, root = ""): Promise<void> {
    if (error.code === "E_ABORTED") return;
    this.log.error(`${action}: ${formatError(error.toRecord())}`);
    if (error.code === "E_INTERNAL" && error.cause instanceof Error) this.log.error(error.cause);
    const goTo = "Go to Source";
    const showLog = "Show Log";
    const chosen = await vscode.window.showErrorMessage(inOneParagraph(action, error), ...(error.place ? [goTo] : []), showLog);
    if (chosen === showLog) this.log.show();
    else if (chosen === goTo && error.place) await openPlace(error.place, root);
  }

  /** What the instrumenter found in a program whose files are below `root`, in place of what it found before. */
  showProblems(root: string, diagnostics: readonly Diagnostic[]): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const diagnostic of diagnostics) {
      const file = path.resolve(root, diagnostic.file);
      byFile.set(file, [...(byFile.get(file) ?? []), toProblem(diagnostic)]);
    }
    this.#problems.clear();
    for (const [file, problems] of byFile) this.#problems.set(vscode.Uri.file(file), problems);
  }

  dispose(): void {
    this.log.dispose();
    this.#problems.dispose();
  }
}

/** Notifications have no lines. The log has the whole chain. */
function inOneParagraph(action: string, { message, chain, place, remedy }: CodedError): string {
  const where = place ? ` (${formatPlace(place)})` : "";
  const links = chain.slice(0, 3).map((link) => ` ← ${link}`);
  const more = chain.length > links.length ? " ← …" : "";
  return `${action}: ${message}${where}${links.join("")}${more}. ${remedy ?? ""}`.replace(/\.\. /, ". ").trim();
}

function toProblem({ code, severity, line, column, message, remedy }: Diagnostic): vscode.Diagnostic {
  const at = new vscode.Position(line - 1, column);
  const level = severity === "error" ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const problem = new vscode.Diagnostic(new vscode.Range(at, at), `${message}. ${remedy}`, level);
  problem.source = "ThingsMigrate";
  problem.code = code;
  return problem;
}

async function openPlace({ file, line, column }: Place, root: string): Promise<void> {
  const at = new vscode.Position(line - 1, column);
  await vscode.window.showTextDocument(vscode.Uri.file(path.resolve(root, file)), { selection: new vscode.Range(at, at) });
}
