import { normalizeOutput } from "./normalizeOutput.js";
import type { RunResult } from "./runResult.js";

/** The first place where two runs differ. */
export interface Difference {
  readonly what: "stdout" | "stderr" | "exit";
  /** Line of the output, from 1; 0 for the exit code. */
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

const longest = 400;

/** Compares what two runs left, byte for byte after `normalizeOutput`. */
export function compareRuns(expected: RunResult, actual: RunResult): Difference | undefined {
  for (const what of ["stdout", "stderr"] as const) {
    const difference = compareBytes(normalizeOutput(expected[what]), normalizeOutput(actual[what]));
    if (difference) return { what, ...difference };
  }
  if (expected.code === actual.code && expected.signal === actual.signal) return undefined;
  return { what: "exit", line: 0, expected: exitOf(expected), actual: exitOf(actual) };
}

function compareBytes(expected: Buffer, actual: Buffer): Omit<Difference, "what"> | undefined {
  if (expected.equals(actual)) return undefined;
  let at = 0;
  while (at < expected.length && at < actual.length && expected[at] === actual[at]) at++;
  // Both are the same up to `at`, so the line begins at the same place in both.
  const start = at === 0 ? 0 : expected.lastIndexOf(0x0a, at - 1) + 1;
  let line = 1;
  for (let newline = expected.indexOf(0x0a); newline >= 0 && newline < start; newline = expected.indexOf(0x0a, newline + 1)) line++;
  return { line, expected: lineAt(expected, start), actual: lineAt(actual, start) };
}

function lineAt(bytes: Buffer, start: number): string {
  if (start >= bytes.length) return "(end of output)";
  const end = bytes.indexOf(0x0a, start);
  const line = bytes.subarray(start, end < 0 ? bytes.length : end).toString("utf8");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function exitOf({ code, signal }: RunResult): string {
  return signal === null ? `exit code ${String(code)}` : signal;
}
