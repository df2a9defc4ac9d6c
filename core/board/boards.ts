import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { codedError } from "../errors.js";
import { sshConfigHosts } from "./sshConfigHosts.js";

/** A place where programs run: docs/boards.md. */
export type Board =
  | {
      readonly kind: "local";
      readonly name: string;
      /** The agent's home, absolute. */
      readonly folder: string;
    }
  | {
      readonly kind: "ssh";
      readonly name: string;
      /** What `ssh` is given as destination. */
      readonly host: string;
      readonly sshOptions: readonly string[];
      /** The agent's home on the board: absolute, or relative to the user's home. */
      readonly folder: string;
      /** Absolute path of the engine that runs the agent, when it is not on the PATH. */
      readonly engine?: string;
    };

const quoted = /^[^'"\\$`\n]+$/;
const boardsSchema = z.strictObject({
  $schema: z.string().optional(),
  boards: z.record(
    z.string().regex(/^[\w.@-]+$/, "a board's name is made of letters, digits, `.`, `_`, `-`, `@`"),
    z.union([
      z.strictObject({ local: z.literal(true), folder: z.string().min(1).optional() }),
      z.strictObject({
        host: z.string().regex(/^[^-].*$/, "must not begin with a dash"),
        sshOptions: z.array(z.string()).optional(),
        folder: z.string().regex(quoted, "must not hold quotes, `$`, backslashes").optional(),
        engine: z.string().regex(quoted, "must not hold quotes, `$`, backslashes").optional(),
      }),
    ]),
  ),
});

/** Where the agents of local boards have their homes: `THINGSMIGRATE_HOME` or `~/.thingsmigrate`. */
export function thingsmigrateHome(): string {
  const given = process.env["THINGSMIGRATE_HOME"];
  return given === undefined || given === "" ? path.join(homedir(), ".thingsmigrate") : path.resolve(given);
}

/**
 * The boards that are named in `.thingsmigrate/boards.json` of `directory` or the nearest folder above it, the embedded `local` board, and the local boards
 * that exist already. @throws CodedError E_BOARDS_FILE.
 */
export function listBoards(directory: string): Board[] {
  const boards = new Map<string, Board>([["local", localBoard("local")]]);
  const folder = path.join(thingsmigrateHome(), "boards");
  if (existsSync(folder)) {
    for (const entry of readdirSync(folder))
      if (entry.startsWith("local-")) add(boards, localBoard(`local:${entry.slice("local-".length)}`));
  }
  for (const board of readBoardsFile(directory)) add(boards, board);
  return [...boards.values()];
}

/** The board called `name`: of `listBoards`, `local:NAME` (made on first use), or a host of the user's ssh configuration. @throws CodedError E_BOARD_UNKNOWN. */
export function findBoard(name: string, directory: string): Board {
  const listed = listBoards(directory).find((board) => board.name === name);
  if (listed) return listed;
  if (/^local:[\w.-]+$/.test(name)) return localBoard(name);
  if (sshConfigHosts().includes(name)) return sshBoard(name, { host: name });
  throw codedError("E_BOARD_UNKNOWN", `no board "${name}"`);
}

function readBoardsFile(directory: string): Board[] {
  const file = findUp(path.join(".thingsmigrate", "boards.json"), directory);
  if (file === undefined) return [];
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw codedError("E_BOARDS_FILE", `${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const parsed = boardsSchema.safeParse(data);
  if (!parsed.success) throw codedError("E_BOARDS_FILE", `${file}: ${z.prettifyError(parsed.error)}`);
  return Object.entries(parsed.data.boards).map(([name, entry]): Board => {
    if ("local" in entry)
      return entry.folder === undefined
        ? localBoard(`local:${name}`, name)
        : { kind: "local", name, folder: path.resolve(path.dirname(file), entry.folder) };
    return sshBoard(name, entry);
  });
}

function sshBoard(
  name: string,
  entry: { host: string; sshOptions?: string[] | undefined; folder?: string | undefined; engine?: string | undefined },
): Board {
  return {
    kind: "ssh",
    name,
    host: entry.host,
    sshOptions: entry.sshOptions ?? [],
    // Not a local board's folder: a machine may be its own ssh board.
    folder: entry.folder ?? ".thingsmigrate/boards/ssh",
    ...(entry.engine === undefined ? {} : { engine: entry.engine }),
  };
}

function localBoard(id: string, name = id): Board {
  return { kind: "local", name, folder: path.join(thingsmigrateHome(), "boards", id.replace(":", "-")) };
}

function add(boards: Map<string, Board>, board: Board): void {
  if (!boards.has(board.name)) boards.set(board.name, board);
}

function findUp(name: string, directory: string): string | undefined {
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    const file = path.join(folder, name);
    if (existsSync(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}
