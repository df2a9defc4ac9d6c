import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { codedError } from "../errors.js";
import type { ProgramRecord, ProgramState } from "./agentProtocol.js";
import type { BoardConnections } from "./boardConnections.js";
import { type Board, listBoards } from "./boards.js";

/** A program on a board. */
export interface FoundProgram {
  readonly board: string;
  readonly record: ProgramRecord;
}

export interface UnreachableBoard {
  readonly board: string;
  readonly error: unknown;
}

/** Where a program is, and where it ran before. */
export interface LocatedProgram extends FoundProgram {
  /** All its epochs that ran, this one last. */
  readonly epochs: readonly FoundProgram[];
}

/**
 * All programs of the given boards, or of all that are listed and may have some; boards that can't be reached are told apart. Looking starts no agent on a
 * local board that never had a program.
 */
export async function allPrograms(
  connections: BoardConnections,
  boards: readonly string[] = listBoards(connections.directory)
    .filter(mayHavePrograms)
    .map((board) => board.name),
): Promise<{ found: FoundProgram[]; unreachable: UnreachableBoard[] }> {
  const found: FoundProgram[] = [];
  const unreachable: UnreachableBoard[] = [];
  await Promise.all(
    boards.map(async (board) => {
      try {
        const connection = await connections.to(board);
        const { records } = await connection.request("list", {}, { timeout: 30_000 });
        for (const record of records) found.push({ board, record });
      } catch (error) {
        unreachable.push({ board, error });
      }
    }),
  );
  await settleMoves(connections, found);
  found.sort((a, b) => a.record.startedAt - b.record.startedAt || a.record.epoch - b.record.epoch);
  return { found, unreachable };
}

/** States of an epoch that has started. */
const started: readonly ProgramState[] = ["running", "frozen", "released", "moved", "ended", "lost"];

/** Ends what is still there of programs that have started elsewhere: the command that moved them could not say so any more. */
export async function settleMoves(connections: BoardConnections, found: FoundProgram[]): Promise<void> {
  await Promise.all(
    found.map(async ({ board, record: { id, epoch, state, movedEpoch } }, index) => {
      if (state !== "released") return;
      if (!found.some(({ record }) => record.id === id && record.epoch === movedEpoch && started.includes(record.state))) return;
      try {
        const connection = await connections.to(board);
        const { record } = await connection.request("end", { id, epoch }, { timeout: 30_000 });
        found[index] = { board, record };
      } catch {
        // Whoever asks next tries again.
      }
    }),
  );
}

function mayHavePrograms(board: Board): boolean {
  if (board.kind !== "local") return true;
  const programs = path.join(board.folder, "programs");
  return existsSync(programs) && readdirSync(programs).length > 0;
}

/**
 * Where the program PROC is: its newest epoch that ran. `PROC` is its name or the beginning of it, or `BOARD/NAME`.
 * @throws CodedError E_PROGRAM_UNKNOWN, E_USAGE when several begin so.
 */
export async function findProgram(connections: BoardConnections, text: string): Promise<LocatedProgram> {
  const slash = text.lastIndexOf("/");
  const name = text.slice(slash + 1);
  const { found, unreachable } = await allPrograms(connections, slash > 0 ? [text.slice(0, slash)] : undefined);
  const ran = found.filter(({ record }) => !["warm", "prepared", "aborted"].includes(record.state));
  const ids = new Set(ran.map(({ record }) => record.id).filter((id) => id === name || id.startsWith(name)));
  const id = ids.has(name) ? name : [...ids][0];
  if (id === undefined) {
    const asked = unreachable.length === 0 ? "" : `; could not ask ${unreachable.map((entry) => entry.board).join(", ")}`;
    throw codedError("E_PROGRAM_UNKNOWN", `no program "${text}"${asked}`);
  }
  if (ids.size > 1 && !ids.has(name)) throw codedError("E_USAGE", `"${text}" may be ${[...ids].join(" or ")}`);
  const epochs = await followMoves(
    connections,
    ran.filter(({ record }) => record.id === id),
  );
  const newest = epochs.at(-1);
  if (!newest) throw codedError("E_PROGRAM_UNKNOWN", `no program "${text}"`);
  return { ...newest, epochs };
}

/** Epochs in order, with those on boards that were not asked because nothing but the program's own record names them. */
async function followMoves(connections: BoardConnections, known: readonly FoundProgram[]): Promise<FoundProgram[]> {
  const epochs = [...known];
  const asked = new Set<string>();
  for (;;) {
    epochs.sort((a, b) => a.record.epoch - b.record.epoch);
    const newest = epochs.at(-1);
    const next = newest?.record.movedTo;
    if (!newest || next === undefined || asked.has(next) || !["moved", "released"].includes(newest.record.state)) return epochs;
    asked.add(next);
    const { found } = await allPrograms(connections, [next]);
    const { id } = newest.record;
    for (const one of found.filter(({ record }) => record.id === id && started.includes(record.state)))
      if (!epochs.some(({ record }) => record.epoch === one.record.epoch)) epochs.push(one);
    await settleMoves(connections, epochs);
  }
}
