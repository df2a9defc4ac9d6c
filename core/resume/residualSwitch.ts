import * as t from "@babel/types";
import type { Cut } from "./cut.js";
import { block, cutList, restOf } from "./cutStatement.js";
import { dropDeclarations } from "./restDeclarations.js";
import { retargetJumps } from "./retargetJumps.js";

/** A `switch` entered in the middle: the rest of the case, then the cases it falls through to. All cases are one block. */
export function cutSwitch(statement: t.SwitchStatement, cut: Cut): t.Statement[] {
  const index = statement.cases.findIndex((one) => cut.point.path.has(one));
  for (const before of statement.cases.slice(0, index)) for (const dropped of before.consequent) dropDeclarations(dropped, cut);
  const own = cutList(statement.cases[index]!.consequent, cut);
  const later = statement.cases.slice(index + 1).flatMap((one) => one.consequent);
  const rest = [...own, ...restOf(reachable(own, later), cut)];
  const breakLabel = cut.freshName("$switch");
  const last = rest.at(-1);
  if (t.isBreakStatement(last) && !last.label) rest.pop();
  const used = retargetJumps(rest, { labels: new Set(), loop: false, breakLabel, continueLabel: "" });
  return used.breaks ? [t.labeledStatement(t.identifier(breakLabel), t.blockStatement(rest))] : block(rest);
}

/** The later cases, if the rest of this one can fall through to them: only up to where they can't be left but by a jump. */
function reachable(own: readonly t.Statement[], later: readonly t.Statement[]): readonly t.Statement[] {
  if (own.some(isJump)) return later.filter((statement) => declaresFunction(statement));
  const end = later.findIndex(isJump);
  return end < 0 ? later : [...later.slice(0, end + 1), ...later.slice(end + 1).filter((statement) => declaresFunction(statement))];
}

function isJump(statement: t.Statement): boolean {
  return (
    t.isBreakStatement(statement) || t.isReturnStatement(statement) || t.isThrowStatement(statement) || t.isContinueStatement(statement)
  );
}

/** Functions of later cases have been hoisted to the whole switch. */
function declaresFunction(statement: t.Statement): boolean {
  return t.isFunctionDeclaration(statement);
}
