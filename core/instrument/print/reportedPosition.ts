import type { Node } from "@babel/types";

/**
 * Offsets inside a node, apart from its start, that engines name in stack lines; two texts of the same node give lists that correspond.
 * V8 reports a call at the last identifier of its callee, or at the parenthesis if the callee ends otherwise (`(0, io.read)(x)`, `f()()`),
 * a computed access at its bracket, and operators and assignments at their sign.
 */
export function reportedPositions(node: Node, text: string): number[] {
  switch (node.type) {
    case "CallExpression":
    case "OptionalCallExpression":
      return node.callee.end == null ? [] : callPosition(text, node.callee.end);
    case "MemberExpression":
    case "OptionalMemberExpression":
      return node.computed && node.object.end != null ? [skipTo(text, node.object.end, "[")] : [];
    case "BinaryExpression":
    case "AssignmentExpression":
      return node.left.end == null ? [] : [skipTo(text, node.left.end, node.operator)];
    default:
      return [];
  }
}

function callPosition(text: string, calleeEnd: number): number[] {
  const paren = skipTo(text, calleeEnd, "(");
  if (/\)/.test(withoutComments(text.slice(calleeEnd, paren)))) return [paren];
  let start = calleeEnd;
  while (start > 0 && isIdentifierPart(text.charCodeAt(start - 1))) start--;
  return [start === calleeEnd || text[start - 1] === "#" ? paren : start];
}

/** ASCII letters, digits, `$`, `_`, and anything beyond ASCII: what stands right before a callee's end can't be white space. */
function isIdentifierPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 36 || code === 95 || code > 127
  );
}

/** Offset of `sign` after `from`, jumping over comments. */
function skipTo(text: string, from: number, sign: string): number {
  let at = from;
  while (at < text.length && !text.startsWith(sign, at)) {
    if (text.startsWith("/*", at)) at = endOf(text, "*/", at + 2);
    else if (text.startsWith("//", at)) at = endOf(text, "\n", at + 2);
    else at++;
  }
  return at;
}

function endOf(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? text.length : at + sign.length;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
}
