import { codedError, type CodedError, toCodedError } from "../errors.js";

/** What the file system of a board refuses, and what to do there. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: "The disk of the board is full: make room there and try again.",
  EDQUOT: "The quota on the board is used up: make room there and try again.",
  EFBIG:
    "Files on the board may not become so large (`ulimit -f`): raise the limit, end the agent (`thingsmigrate boards --shutdown BOARD`), try again.",
  EROFS: "The board's file system may not be written: give the board another `folder` (docs/boards.md).",
  EACCES: "The board's folder may not be written: give the board another `folder` (docs/boards.md).",
};

/** What an operation of the agent threw, for whoever asked: the file system's own refusals are E_WRITE with the remedy. */
export function boardError(thrown: unknown): CodedError {
  const { code, message } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : ({} as Partial<NodeJS.ErrnoException>);
  const remedy = code !== undefined && Object.hasOwn(remedies, code) ? remedies[code] : undefined;
  if (remedy === undefined) return toCodedError(thrown);
  return codedError("E_WRITE", `the board can't write: ${String(message)}`, { remedy, cause: thrown });
}
