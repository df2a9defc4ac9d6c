import { findProgram, type FoundProgram } from "../core/board/findPrograms.js";
import { answersOf } from "./answers.js";
import { pickProgram } from "./picks.js";
import type { Services } from "./services.js";
import type { BoardsNode } from "./trees/boardsTree.js";

/**
 * The program a command is meant for: the one it was given by name, or of the row it was chosen on, as it is now; else the only one, or the one that the
 * user picks. @throws CodedError E_PROGRAM_UNKNOWN
 */
export async function programOf({ model }: Services, given: unknown, title: string): Promise<FoundProgram | undefined> {
  const { program } = answersOf(given);
  if (program !== undefined) return findProgram(model.connections, program);
  const node = given as BoardsNode | undefined;
  if (node?.type !== "program") return pickProgram(model, title);
  return model.find(node.program.record.id) ?? node.program;
}
