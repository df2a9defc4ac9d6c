import type { AgentHello } from "../core/board/agentProtocol.js";
import type { BoardsModel } from "./boardsModel.js";
import { orAborted, withProgress } from "./withProgress.js";

/** Contacts a board for a command: with a notification that can be cancelled, unless it is connected already. @throws CodedError */
export function connectShown(model: BoardsModel, name: string): Promise<AgentHello> {
  if (model.boards.some((board) => board.name === name && board.status === "ready")) return model.connect(name);
  return withProgress(`Connecting to ${name}`, ({ signal }) => orAborted(model.connect(name), signal));
}
