/** One line on a terminal's stderr that says what is going on; nothing elsewhere, so that scripts see only results. */
export class Progress {
  readonly #shown = process.stderr.isTTY;
  #width = 0;

  say(text: string): void {
    if (!this.#shown) return;
    const line = text.slice(0, (process.stderr.columns || 80) - 1);
    process.stderr.write(`\r${line}${" ".repeat(Math.max(0, this.#width - line.length))}`);
    this.#width = line.length;
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shown && this.#width > 0) process.stderr.write(`\r${" ".repeat(this.#width)}\r`);
    this.#width = 0;
  }
}

/** A signal that Ctrl-C aborts; the second Ctrl-C ends the process at once. */
export function interruptible(): AbortSignal {
  const controller = new AbortController();
  process.on("SIGINT", () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  });
  return controller.signal;
}
