/** Answers that a key binding, a task or another extension gives with a command, instead of the user: docs/vscode.md. */
export interface Answers {
  /** Absolute path of the file to run. */
  readonly entry?: string;
  readonly board?: string;
  readonly engine?: string;
  /** Name of a program. */
  readonly program?: string;
  /** Name of the board to move to. */
  readonly to?: string;
}

/** The answers among a command's argument, which may as well be a file or a row of a tree. */
export function answersOf(given: unknown): Answers {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return {};
  const fields = given as Readonly<Record<string, unknown>>;
  const names = ["entry", "board", "engine", "program", "to"] as const;
  return Object.fromEntries(names.flatMap((name) => (typeof fields[name] === "string" ? [[name, fields[name]]] : [])));
}
