import { CodedError, errorTable, formatPlace, type ErrorCode } from "../errors.js";

/** What the instrumenter has to say about a place in the program. Line from 1, column from 0, in the original file. */
export interface Diagnostic {
  /** `E_…`: the program can't be instrumented; `W_…`: it runs, but something may not be able to move. */
  readonly code: ErrorCode;
  readonly severity: "error" | "warning";
  /** Path or module id as the user knows it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
}

/** A place as passes know it: a Babel node, or its `loc`. */
export type Located = { readonly loc?: { readonly start: Position } | null | undefined } | Position | null | undefined;

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Thrown when a file or program can't be instrumented. */
export class InstrumentError extends CodedError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const first = diagnostics[0];
    super(first?.code ?? "E_INTERNAL", first?.message ?? "instrumentation failed without a diagnostic", {
      place: first,
      remedy: first?.remedy,
    });
    this.name = "InstrumentError";
    this.diagnostics = diagnostics;
  }
}

/** Direct `eval(…)`. */
export function directEval(file: string, at: Located): Diagnostic {
  return make("E_DIRECT_EVAL", file, at, "direct eval sees local variables, which can't be described");
}

/** `with (o) { … }`. */
export function withStatement(file: string, at: Located): Diagnostic {
  return make("E_WITH", file, at, "inside `with`, variables can't be told from properties");
}

/** A syntax error; `reason` as the parser words it. */
export function parseFailure(file: string, at: Located, reason: string): Diagnostic {
  return make("E_PARSE", file, at, reason);
}

/** A construct the passes don't handle; `what` completes the sentence "can't instrument …". */
export function unsupportedSyntax(file: string, at: Located, what: string, remedy?: string): Diagnostic {
  return make("E_UNSUPPORTED_SYNTAX", file, at, `can't instrument ${what}`, remedy);
}

/** A static import that resolves to nothing. */
export function unresolvedImport(file: string, at: Located, specifier: string): Diagnostic {
  return make("E_UNRESOLVED_IMPORT", file, at, `can't find module '${specifier}'`);
}

/** A file of the program that can't be read. */
export function unreadableFile(file: string, reason: string): Diagnostic {
  return make("E_READ", file, undefined, reason);
}

/** A `require` or `import()` that resolves to nothing now: plain Node would throw when it runs, and so does the instrumented program. */
export function unresolvedRequire(file: string, at: Located, specifier: string): Diagnostic {
  return make("W_UNRESOLVED_REQUIRE", file, at, `'${specifier}' is not found; loading it will throw`);
}

/** A `require` or `import()` with a computed specifier. */
export function dynamicRequire(file: string, at: Located): Diagnostic {
  return make("W_DYNAMIC_REQUIRE", file, at, "which module this loads is known only at run time");
}

/** A native addon. */
export function nativeAddon(file: string, at: Located, specifier: string): Diagnostic {
  return make("W_NATIVE_ADDON", file, at, `'${specifier}' is a native addon, whose state can't be captured`);
}

/** The diagnostic as text, with a frame of the code around it when the source is at hand. */
export function formatDiagnostic(diagnostic: Diagnostic, source?: string): string {
  const head = `${formatPlace(diagnostic)}: ${diagnostic.code}: ${diagnostic.message}`;
  const frame = source === undefined ? "" : `\n${codeFrame(source, diagnostic)}`;
  return `${head}${frame}\n  ${diagnostic.remedy}`;
}

/** Two lines before the place, its line, a caret under its column. */
export function codeFrame(source: string, at: { readonly line: number; readonly column: number }): string {
  const lines = source.split(/\r\n|[\n\r\u2028\u2029]/);
  const first = Math.max(1, at.line - 2);
  const width = String(at.line + 1).length;
  const frame: string[] = [];
  for (let line = first; line <= Math.min(lines.length, at.line + 1); line++) {
    const text = lines[line - 1] ?? "";
    frame.push(`${line === at.line ? ">" : " "} ${String(line).padStart(width)} | ${text}`.trimEnd());
    if (line === at.line) {
      // Tabs are kept so that the caret stands under its column whatever their width.
      const indent = text.slice(0, at.column).replace(/[^\t]/g, " ");
      frame.push(`  ${" ".repeat(width)} | ${indent}^`);
    }
  }
  return frame.join("\n");
}

function make(code: ErrorCode, file: string, at: Located, message: string, remedy?: string): Diagnostic {
  const position = positionOf(at);
  const severity = code.startsWith("W_") ? "warning" : "error";
  return { code, severity, file, line: position.line, column: position.column, message, remedy: remedy ?? errorTable[code].remedy };
}

function positionOf(at: Located): Position {
  if (!at) return { line: 1, column: 0 };
  if ("line" in at) return at;
  return at.loc?.start ?? { line: 1, column: 0 };
}
