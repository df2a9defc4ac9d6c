import type { File } from "@babel/types";
import type { ModuleKind } from "../codemap/codeMap.js";
import type { Analysis } from "./analysis.js";
import { codeTag } from "./codeTag.js";
import { InstrumentError } from "./diagnostics.js";
import { decideMutability } from "./scopes/decideMutability.js";
import { captureShared, findPoints } from "./scopes/findPoints.js";
import { numberScopes } from "./scopes/numberScopes.js";
import { visitProgram } from "./scopes/visitFunction.js";
import { Walk } from "./scopes/walk.js";

/**
 * Scopes, bindings, captures and suspension points of a module whose modules and suspensions were lowered (ECMA-262 chapters 9, 10.2.11, 14, 15 and
 * annex B.3). The AST stays as it is, except that functions which are the branch of an `if` get the block they mean.
 * Throws `InstrumentError` for direct eval and `with`.
 */
export function analyzeScopes(ast: File, options: { module: string; kind: ModuleKind; source: string }): Analysis {
  const walk = new Walk(options.module, codeTag(options.module), options.kind);
  visitProgram(walk, ast.program);
  if (walk.diagnostics.length > 0) throw new InstrumentError(walk.diagnostics);
  decideMutability(walk);
  captureShared(walk);
  numberScopes(walk);
  const pointOf = findPoints(walk);
  const { module, tag, kind, functions, scopes, functionOf, scopesOf, scopeAt, bindingOf, names } = walk;
  const numbered = scopes.filter((scope) => scope.index >= 0);
  return { module, kind, tag, ast, functions, scopes: numbered, functionOf, scopesOf, scopeAt, bindingOf, pointOf, names };
}
