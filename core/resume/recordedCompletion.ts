import * as t from "@babel/types";

/** One way in which a `try` statement whose finalizer can pause is completed, as `lowerSuspensions` records it (section 4 of the contract). */
export interface RecordedCompletion {
  /** The temporary that holds the number. */
  readonly kind: string;
  readonly number: number;
  /** What goes on after the finalizer. */
  readonly jump: t.Statement;
}

/** The abrupt completions that a `try` statement records before its finalizer: throw, return, and each jump out of it. */
export function recordedCompletion(statement: t.TryStatement): RecordedCompletion[] {
  const names = (statement.extra as { completion?: { kind: string; value: string } } | undefined)?.completion;
  if (!names) throw new Error("a finalizer that can pause, without a recorded completion");
  const { kind, value } = names;
  const ways: RecordedCompletion[] = [
    { kind, number: 1, jump: t.throwStatement(t.identifier(value)) },
    { kind, number: 2, jump: t.returnStatement(t.identifier(value)) },
  ];
  const seen = new Set<number>();
  const visitList = (list: readonly t.Statement[]): void => {
    list.forEach((one, index) => {
      const number = recordedNumber(one, kind);
      const jump = list.slice(index + 1).find((later) => t.isBreakStatement(later) || t.isContinueStatement(later));
      if (number !== undefined && number > 2 && jump && !seen.has(number)) {
        seen.add(number);
        ways.push({ kind, number, jump });
      }
      visit(one);
    });
  };
  const visit = (node: t.Node): void => {
    if (t.isExpression(node) || t.isPattern(node) || t.isFunction(node) || t.isClassDeclaration(node)) return;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) visitList(child as t.Statement[]);
      else if (child) visit(child as t.Node);
    }
  };
  visit(statement.block);
  if (statement.handler) visit(statement.handler.body);
  return ways;
}

/** The number that `$k1 = 3;` records. */
function recordedNumber(statement: t.Node, kind: string): number | undefined {
  if (!t.isExpressionStatement(statement) || !t.isAssignmentExpression(statement.expression)) return undefined;
  const { left, right } = statement.expression;
  return t.isIdentifier(left, { name: kind }) && t.isNumericLiteral(right) ? right.value : undefined;
}
