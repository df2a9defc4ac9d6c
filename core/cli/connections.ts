import type { AgentConnection } from "../board/agentConnection.js";
import { BoardConnections } from "../board/boardConnections.js";
import * as programs from "../board/findPrograms.js";

/** The connections of this command. ssh may ask for a password when we are on a terminal. */
export const connections = new BoardConnections({ directory: process.cwd(), interactive: process.stdin.isTTY });

/** The connection of this command to a board, made when first asked for. */
export function connectTo(name: string): Promise<AgentConnection> {
  return connections.to(name);
}

/** Lets all boards go; their agents and programs stay. */
export function closeConnections(): Promise<void> {
  return connections.close();
}

/** As core/board's, with the connections of this command. */
export function allPrograms(boards?: readonly string[]): ReturnType<typeof programs.allPrograms> {
  return programs.allPrograms(connections, boards);
}

/** As core/board's, with the connections of this command. */
export function findProgram(text: string): Promise<programs.LocatedProgram> {
  return programs.findProgram(connections, text);
}
