import type { FoundProgram } from "../core/board/findPrograms.js";
import { pickProgram } from "./picks.js";
import type { Services } from "./services.js";
import type { BoardsNode } from "./trees/boardsTree.js";

/** The program a command is meant for: the one of the row it was chosen on, as it is now, else the only one or the one that the user picks. */
export async function programOf({ model }: Services, given: unknown, title: string): Promise<FoundProgram | undefined> {
  const node = given as BoardsNode | undefined;
  if (node?.type !== "program") return pickProgram(model, title);
  return model.find(node.program.record.id) ?? node.program;
}
