/**
 * Every error that ThingsMigrate shows to its user: a code, what happened, where, the chain of references that leads there, what to do about it.
 * `errorTable` is the one list of codes; docs/errors.md is generated from it.
 */

/** What docs/errors.md says about a code. `remedy` is shown with the error unless the error brings its own. */
export interface ErrorDescription {
  readonly meaning: string;
  readonly remedy: string;
}

export const errorTable = {
  E_PARSE: { meaning: "A source file is not valid JavaScript or TypeScript.", remedy: "Correct the syntax error at the place shown." },
  E_DIRECT_EVAL: {
    meaning: "Direct `eval` sees the local variables of its function; code it makes could not describe its closures.",
    remedy: "Call it indirectly, `(0, eval)(code)`, or use `new Function`.",
  },
  E_WITH: {
    meaning: "Inside `with` it is not known which variable a name means.",
    remedy: "Name the object: `o.x` instead of `with (o) { x }`.",
  },
  E_UNSUPPORTED_SYNTAX: {
    meaning: "A construct that the instrumenter does not know how to treat.",
    remedy: "Write it differently, or leave the file out.",
  },
  E_UNRESOLVED_IMPORT: {
    meaning: "A static import names a module that Node's resolution does not find.",
    remedy: "Install the package, or correct the specifier.",
  },
  E_READ: { meaning: "A file could not be read.", remedy: "See that it exists and may be read." },
  E_WRITE: { meaning: "A file could not be written.", remedy: "See that the folder exists, may be written, and the disk has room." },
  E_OUT_DIRECTORY: {
    meaning: "The output directory holds files that ThingsMigrate did not write, or lies where it would overwrite sources.",
    remedy: "Give `--out` a new or empty folder.",
  },
  E_NOT_BUILT: {
    meaning: "The runtime files that an instrumented program needs are not there.",
    remedy: "Run `npm run build` in the checkout of ThingsMigrate.",
  },
  W_NATIVE_ADDON: {
    meaning: "A native addon (.node) runs, but what it keeps inside can't be captured.",
    remedy: "The program runs; it can't move while the addon's objects are alive.",
  },
  W_DYNAMIC_REQUIRE: {
    meaning: "A `require` or `import()` whose specifier is computed: which file it loads is known only when it runs.",
    remedy:
      "Files that are part of the program for another reason are found; others are refused when loaded. Write the specifier as a literal.",
  },
  W_UNRESOLVED_REQUIRE: {
    meaning: "A `require` or `import()` names a module that is not found now.",
    remedy: "As in plain Node it throws when it runs; nothing to do if that is expected (optional dependency).",
  },
  E_ENGINE_UNKNOWN: {
    meaning: "No engine of this name was found on the board.",
    remedy: "`thingsmigrate boards` lists the engines found; add one with THINGSMIGRATE_ENGINES=name=/path or `npm run setup`.",
  },
  E_ENGINE_FAILED: {
    meaning: "An engine could not be started, or ended before the program could be prepared in it.",
    remedy: "Run the engine by hand to see why.",
  },
  E_ENGINE_LACKS: {
    meaning: "The engine that a program was to move to lacks something that the program uses and that its present engine has.",
    remedy:
      "The program goes on where it was. Choose another engine, or let the program ask before it uses it (`typeof X`). If it never comes to the place shown: `thingsmigrate migrate --force`.",
  },
  E_PROGRAM_ENDED: {
    meaning: "The program ended before what was asked of it could happen.",
    remedy: "Nothing was lost; its output is in `thingsmigrate logs`.",
  },
  E_PROGRAM_UNKNOWN: {
    meaning: "No program of this name is known to the boards that were asked.",
    remedy: "`thingsmigrate ps` lists programs.",
  },
  E_PROGRAM_STATE: { meaning: "The program is not in a state that allows this.", remedy: "`thingsmigrate ps` shows its state." },
  E_BOARD_UNKNOWN: {
    meaning:
      "No board of this name: neither `local`, `local:NAME`, an entry of .thingsmigrate/boards.json nor a host of the ssh configuration.",
    remedy: "`thingsmigrate boards` lists them; docs/boards.md says how to add one.",
  },
  E_BOARD_UNREACHABLE: { meaning: "The board, or the agent on it, can't be reached.", remedy: "Try `ssh BOARD true` in a terminal." },
  E_BOARDS_FILE: { meaning: ".thingsmigrate/boards.json is not what docs/boards.md describes.", remedy: "Correct the entry shown." },
  E_PROTOCOL: {
    meaning: "The other side sent something that is not part of the protocol.",
    remedy: "See that both sides are of the same version of ThingsMigrate.",
  },
  E_DAMAGED: {
    meaning: "What was sent to a board did not arrive as it was sent: its SHA-256 is another. Nothing of it was used.",
    remedy: "Try again; if it stays so, something between here and the board changes bytes.",
  },
  E_TIMEOUT: { meaning: "An answer did not come in time.", remedy: "Try again, or give more time." },
  E_HANDOFF_IN_DOUBT: {
    meaning: "The link broke after the source had given the program up and before the target said that it runs.",
    remedy: "The program is frozen on the source and nothing is lost; repeat the command when the board can be reached.",
  },
  E_SNAPSHOT_INVALID: {
    meaning: "A file is not a snapshot, or was damaged: a checksum, a length or a value is not what docs/snapshot-format.md asks for.",
    remedy: "Nothing of it was used. Take the snapshot again, or copy the file again from where it was taken.",
  },
  E_SNAPSHOT_VERSION: {
    meaning: "A snapshot was written in a version of the format, or with a compression, that this installation does not know.",
    remedy: "Use the version of ThingsMigrate that wrote it, or a newer one.",
  },
  E_CAPTURE_NATIVE: {
    meaning:
      "Something the program holds has state that only the engine or the host knows (a socket, a native addon's object). The chain says what leads there.",
    remedy:
      "The program goes on where it is. Let go of what the chain names before the move (docs/limitations.md lists what can't be taken along).",
  },
  E_CAPTURE_BUSY: {
    meaning: "Operations of the host were still in flight when the time to wait for them was over.",
    remedy: "The program goes on where it is. Try again, or give more time.",
  },
  E_CAPTURE_HOST: {
    meaning:
      "The host has something for the program that a move would leave behind, although the program itself may hold no reference to it: a server that listens, a connection, a child process, a worker, a watched or open file.",
    remedy: "The program goes on where it is. Close what the message names, or wait until it has ended.",
  },
  E_CAPTURE_STACK: {
    meaning:
      "A program in the middle of a turn came to no place where its call stack can be captured, in the time given. The chain says what was on the stack, or was waited for, last.",
    remedy: "The program goes on where it is. Try again, or move it between two turns: `--at turn`.",
  },
  E_RUNTIME: {
    meaning: "The runtime inside the program failed while it captured or restored.",
    remedy: "The program goes on where it is. Please report it with the text shown.",
  },
  E_RESTORE: {
    meaning: "A snapshot could not be made into a running program again.",
    remedy: "The program was not started. See that the snapshot, its sources and the engine belong together.",
  },
  E_UNTRUSTED: {
    meaning: "VS Code is in Restricted Mode: nothing of the workspace is run, and no board is contacted.",
    remedy: "Trust the workspace (Workspaces: Manage Workspace Trust) if you know where its code comes from.",
  },
  E_USAGE: { meaning: "The command line is not understood.", remedy: "See --help." },
  E_ABORTED: { meaning: "The operation was stopped by the user.", remedy: "Start it again." },
  E_INTERNAL: { meaning: "A mistake in ThingsMigrate itself.", remedy: "Please report it with the text shown." },
} as const satisfies Record<string, ErrorDescription>;

export type ErrorCode = keyof typeof errorTable;

/** A place in a source file: line from 1, column from 0. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The form of an error on a wire or in `--json` output. */
export interface ErrorRecord {
  readonly code: string;
  readonly message: string;
  readonly chain: readonly string[];
  readonly place?: Place;
  readonly remedy?: string;
}

export interface ErrorDetails {
  readonly place?: Place | undefined;
  /** How what the message names is reached, innermost first: `hasher in closure of sign() (crypto.ts:12:7)`, `sign in module scope of app.ts`. */
  readonly chain?: readonly string[] | undefined;
  readonly remedy?: string | undefined;
  readonly cause?: unknown;
}

/** An error for the user. Make it with a factory: `codedError`, or one with fixed wording such as those of core/instrument/diagnostics.ts. */
export class CodedError extends Error {
  readonly code: string;
  readonly place: Place | undefined;
  readonly chain: readonly string[];
  readonly remedy: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "CodedError";
    this.code = code;
    this.place = details.place;
    this.chain = details.chain ?? [];
    this.remedy = details.remedy ?? describe(code)?.remedy;
  }

  toRecord(): ErrorRecord {
    return {
      code: this.code,
      message: this.message,
      chain: this.chain,
      ...(this.place === undefined ? {} : { place: this.place }),
      ...(this.remedy === undefined ? {} : { remedy: this.remedy }),
    };
  }
}

/** An error of a code in `errorTable`. */
export function codedError(code: ErrorCode, message: string, details: ErrorDetails = {}): CodedError {
  return new CodedError(code, message, details);
}

/** The error another process sent. Its code need not be in our table: the other side may be newer. */
export function errorFromRecord(record: ErrorRecord): CodedError {
  return new CodedError(record.code, record.message, { place: record.place, chain: record.chain, remedy: record.remedy });
}

/** Any thrown value as a CodedError; what is not ours becomes E_INTERNAL with the original as `cause`. */
export function toCodedError(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return codedError("E_INTERNAL", message, { cause: thrown });
}

/** `CODE: message`, then the links of the chain, place and remedy on lines of their own: what the command line prints on stderr. */
export function formatError(error: ErrorRecord): string {
  const lines = [`${error.code}: ${error.message}`, ...error.chain.map((link) => `  <- ${link}`)];
  if (error.place) lines.push(`  at ${formatPlace(error.place)}`);
  if (error.remedy !== undefined) lines.push(`  ${error.remedy}`);
  return lines.join("\n");
}

/** `file:line:column`, the column from 1 as editors show it. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column + 1}`;
}

function describe(code: string): ErrorDescription | undefined {
  return Object.hasOwn(errorTable, code) ? errorTable[code as ErrorCode] : undefined;
}
