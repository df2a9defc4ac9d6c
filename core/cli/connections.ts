import { AgentConnection } from "../board/agentConnection.js";
import type { ProgramRecord } from "../board/agentProtocol.js";
import { type Board, findBoard, listBoards } from "../board/boards.js";
import { codedError } from "../errors.js";

const open = new Map<string, Promise<AgentConnection>>();

/** The connection of this command to a board, made when first asked for. ssh may ask for a password when we are on a terminal. */
export function connectTo(name: string): Promise<AgentConnection> {
  const known = open.get(name);
  if (known) return known;
  const board = findBoard(name, process.cwd());
  const connection = AgentConnection.open(board, { interactive: process.stdin.isTTY });
  open.set(name, connection);
  return connection;
}

/** Lets all boards go; their agents and programs stay. */
export async function closeConnections(): Promise<void> {
  for (const connection of await Promise.allSettled(open.values())) {
    if (connection.status === "fulfilled") connection.value.close();
  }
  open.clear();
}

/** A program on a board. */
export interface FoundProgram {
  readonly board: string;
  readonly record: ProgramRecord;
}

export interface UnreachableBoard {
  readonly board: string;
  readonly error: unknown;
}

/** All programs of the given boards, or of all that are listed; boards that can't be reached are told apart. */
export async function allPrograms(boards?: readonly string[]): Promise<{ found: FoundProgram[]; unreachable: UnreachableBoard[] }> {
  const names = boards ?? listBoards(process.cwd()).map((board: Board) => board.name);
  const found: FoundProgram[] = [];
  const unreachable: UnreachableBoard[] = [];
  await Promise.all(
    names.map(async (board) => {
      try {
        const connection = await connectTo(board);
        const { records } = await connection.request("list", {}, { timeout: 30_000 });
        for (const record of records) found.push({ board, record });
      } catch (error) {
        unreachable.push({ board, error });
      }
    }),
  );
  found.sort((a, b) => a.record.startedAt - b.record.startedAt || a.record.epoch - b.record.epoch);
  return { found, unreachable };
}

/**
 * Where the program PROC is: its newest epoch that ran. `PROC` is its name or the beginning of it, or `BOARD/NAME`.
 * @throws CodedError E_PROGRAM_UNKNOWN, E_USAGE when several begin so.
 */
export async function findProgram(text: string): Promise<FoundProgram & { readonly epochs: readonly FoundProgram[] }> {
  const slash = text.lastIndexOf("/");
  const name = text.slice(slash + 1);
  const { found, unreachable } = await allPrograms(slash > 0 ? [text.slice(0, slash)] : undefined);
  const ran = found.filter(({ record }) => !["warm", "prepared", "aborted"].includes(record.state));
  const ids = new Set(ran.map(({ record }) => record.id).filter((id) => id === name || id.startsWith(name)));
  const id = ids.has(name) ? name : [...ids][0];
  if (id === undefined) {
    const asked = unreachable.length === 0 ? "" : `; could not ask ${unreachable.map((entry) => entry.board).join(", ")}`;
    throw codedError("E_PROGRAM_UNKNOWN", `no program "${text}"${asked}`);
  }
  if (ids.size > 1 && !ids.has(name)) throw codedError("E_USAGE", `"${text}" may be ${[...ids].join(" or ")}`);
  const epochs = ran.filter(({ record }) => record.id === id).sort((a, b) => a.record.epoch - b.record.epoch);
  const newest = epochs.at(-1);
  if (!newest) throw codedError("E_PROGRAM_UNKNOWN", `no program "${text}"`);
  return { ...newest, epochs };
}
