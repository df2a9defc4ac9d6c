import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Engine } from "../../board/engines.js";
import type { Profile } from "../../codemap/manifest.js";
import { codedError, type ErrorRecord } from "../../errors.js";
import { instrumentProgram } from "../../instrument/instrumentProgram.js";
import { chooseTurns } from "./chooseTurns.js";
import type { StopAt } from "../../board/programProcess.js";
import { compareRuns, type Difference } from "./compareRuns.js";
import { type Move, type MovedRun, type MovedRunOptions, runMoved } from "./runMoved.js";
import { hasErased, type OriginalOptions, readManifest, runErased, runOriginal } from "./runOriginal.js";
import type { RunResult } from "./runResult.js";

export interface CheckOptions {
  readonly entry: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly hops: number;
  readonly seed: number;
  /** Where it is moved: between turns, or in the middle of them; `every`: once at each safepoint. */
  readonly at?: CheckAt;
  /** The program starts on the first and is moved to the others in rotation. */
  readonly engines: readonly Engine[];
  /** The Node that runs the original. */
  readonly reference: Engine;
  readonly profile?: Profile;
  readonly signal?: AbortSignal | undefined;
  /** Runs the moved program otherwise than with processes of this machine. */
  readonly run?: (options: MovedRunOptions) => Promise<MovedRun>;
  readonly onProgress?: (text: string) => void;
}

export type CheckAt = "turns" | "calls" | "loops" | "every";

export type CheckResult =
  | {
      readonly outcome: "same";
      readonly hops: number;
      /** Turns of the whole program. */
      readonly turns: number;
      /** Bytes of stdout and stderr. */
      readonly output: number;
      readonly moves: readonly Move[];
    }
  | { readonly outcome: "not deterministic"; readonly difference: Difference }
  /** `moves` is empty when the instrumented program differs without having moved. */
  | { readonly outcome: "different"; readonly difference: Difference; readonly moves: readonly Move[]; readonly turns: readonly StopAt[] }
  /** Captures were refused, and the program was the same where it could move. */
  | { readonly outcome: "refused"; readonly turn: number; readonly error: ErrorRecord; readonly hops: number; readonly refusals: number };

/**
 * The oracle: the original twice, the instrumented program once without and once with moves. What `normalizeOutput` leaves must be the same.
 * @throws InstrumentError for code that can't be instrumented, CodedError when a target can't rebuild what was captured.
 */
export async function checkProgram(options: CheckOptions): Promise<CheckResult> {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-check-"));
  try {
    const { entry, signal, profile, onProgress } = options;
    onProgress?.("instrumenting");
    const directory = path.join(folder, "program");
    await instrumentProgram(path.resolve(options.cwd, entry), {
      out: directory,
      frames: options.at !== undefined && options.at !== "turns",
      ...(profile === undefined ? {} : { profile }),
      ...(signal === undefined ? {} : { signal }),
    });
    return await checkInstrumented(options, directory);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A safepoint that no program reaches: it counts them all. */
const never = "s9007199254740991";

function chooseStops(at: CheckAt, { turns = 0, safepoints }: MovedRun, hops: number, seed: number): StopAt[] {
  const { calls = 0, loops = 0 } = safepoints ?? {};
  switch (at) {
    case "turns":
      return chooseTurns(turns, hops, seed);
    case "calls":
      return chooseTurns(calls, hops, seed).map((n): StopAt => `c${n}`);
    case "loops":
      return chooseTurns(loops, hops, seed).map((n): StopAt => `l${n}`);
    case "every":
      return Array.from({ length: calls + loops }, (_, n): StopAt => `s${n + 1}`);
  }
}

/** As `checkProgram`, for a program that has been instrumented already. */
export async function checkInstrumented(options: CheckOptions, directory: string): Promise<CheckResult> {
  const { entry, args, cwd, env, engines, reference, hops, seed, signal, onProgress } = options;
  onProgress?.("running the original twice");
  const original: OriginalOptions = { entry, engine: reference, args, cwd, env, signal };
  const erased = hasErased(readManifest(directory));
  const runStraight = (): Promise<RunResult> => (erased ? runErased(original, directory) : runOriginal(original));
  const expected = await runStraight();
  const unsteady = compareRuns(expected, await runStraight());
  if (unsteady) return { outcome: "not deterministic", difference: unsteady };

  const at = options.at ?? "turns";
  onProgress?.(`counting ${at === "every" ? "safepoints" : at}`);
  const moved: MovedRunOptions = { directory, engines, turns: at === "turns" ? [] : [never], args, cwd, env, signal };
  const straight = await runMoved(moved);
  const changed = compareRuns(expected, straight);
  if (changed) return { outcome: "different", difference: changed, moves: [], turns: [] };
  if (straight.turns === undefined) throw codedError("E_PROTOCOL", "the program did not say how many turns it took");

  const turns = chooseStops(at, straight, hops, seed);
  let done = 0;
  const onMove = (move: Move): void =>
    onProgress?.(
      `move ${String(++done)} of ${String(turns.length)}: ${move.safepoint === undefined ? "" : `safepoint ${String(move.safepoint)} in `}turn ${String(move.turn)}, ${move.from} -> ${move.to}`,
    );
  const run = await (options.run ?? runMoved)({ ...moved, turns, onMove });
  const difference = compareRuns(expected, run);
  if (difference) return { outcome: "different", difference, moves: run.moves, turns };
  const [refusal] = run.refusals;
  if (refusal)
    return {
      outcome: "refused",
      turn: refusal.turn,
      error: refusal.error.toRecord(),
      hops: run.moves.length,
      refusals: run.refusals.length,
    };
  const output = expected.stdout.length + expected.stderr.length;
  return { outcome: "same", hops: run.moves.length, turns: straight.turns, output, moves: run.moves };
}
