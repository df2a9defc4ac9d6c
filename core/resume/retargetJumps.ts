import * as t from "@babel/types";

/** Where the jumps out of the rest of a loop's round or of a switch go instead. */
export interface JumpTargets {
  /** Labels that the statement itself has. */
  readonly labels: ReadonlySet<string>;
  /** Whether an unlabelled `continue` belongs to the statement: it is a loop. */
  readonly loop: boolean;
  /** Label for a `break` out of the statement. */
  readonly breakLabel: string;
  /** Label for a `continue`. */
  readonly continueLabel: string;
}

/** Which of the labels have been used. */
export interface UsedJumps {
  breaks: boolean;
  continues: boolean;
}

/**
 * Turns `break` and `continue` of a statement that has been cut open into labelled breaks, in place: the statements given are clones of a part of its
 * body, which is no longer inside it.
 */
export function retargetJumps(statements: readonly t.Statement[], targets: JumpTargets): UsedJumps {
  const used: UsedJumps = { breaks: false, continues: false };
  const visit = (node: t.Node, free: { breaks: boolean; continues: boolean }): void => {
    if (t.isBreakStatement(node)) {
      if (node.label ? !targets.labels.has(node.label.name) : !free.breaks) return;
      used.breaks = true;
      node.label = t.identifier(targets.breakLabel);
      return;
    }
    if (t.isContinueStatement(node)) {
      if (!targets.loop || (node.label ? !targets.labels.has(node.label.name) : !free.continues)) return;
      used.continues = true;
      Object.assign(node, { type: "BreakStatement", label: t.identifier(targets.continueLabel) });
      return;
    }
    if (!t.isStatement(node) && !t.isSwitchCase(node) && !t.isCatchClause(node)) return;
    if (t.isFunctionDeclaration(node) || t.isClassDeclaration(node)) return;
    const inside = t.isLoop(node) ? { breaks: false, continues: false } : t.isSwitchStatement(node) ? { ...free, breaks: false } : free;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof child === "object" && child !== null) visit(child as t.Node, inside);
      }
    }
  };
  for (const statement of statements) visit(statement, { breaks: true, continues: targets.loop });
  return used;
}
