import * as vscode from "vscode";
import { codedError } from "../core/errors.js";

export interface Work {
  /** What is going on now. */
  say(message: string): void;
  readonly signal: AbortSignal;
}

/**
 * Shows a notification while `work` is under way. When the user cancels, its signal is aborted; how it ends is its own affair, so that what must not be
 * left half done isn't.
 */
export function withProgress<Result>(title: string, work: (progress: Work) => Promise<Result>): Promise<Result> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    vscode.window.withProgress(options, async (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return work({ say: (message) => progress.report({ message }), signal: controller.signal });
    }),
  );
}

/** `promise`, unless the signal is aborted first: for what can be left to itself. @throws CodedError E_ABORTED */
export async function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(codedError("E_ABORTED", "stopped"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
