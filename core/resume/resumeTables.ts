import type { Analysis, FunctionInfo, ScopeInfo } from "../instrument/analysis.js";
import type { CodeMap, FunctionEntry } from "../codemap/codeMap.js";
import type { ResumeFunction, ResumeTable } from "../runtime/resumeModule.js";
import type { CodeUse } from "./resumePlan.js";

/** What a restore has to know of one module: captures and points of the functions that the snapshot uses, and the tree of scopes. */
export function resumeTable(codeMap: CodeMap, analysis: Analysis, use: CodeUse): ResumeTable {
  const used = new Set([...use.functions, ...use.classes]);
  const points = new Set(use.points);
  for (const point of use.points) used.add(Number(point.split(":")[0]));
  const functions = codeMap.functions.map((entry, n) => (used.has(n) ? resumeFunction(entry, analysis.functions[n]!, points) : null));
  const scopes = codeMap.scopes.map((scope, n) => [scope.kind, scope.parent, owner(analysis.scopes[n], scope.function)] as const);
  return { tag: codeMap.tag, functions, scopes };
}

function resumeFunction(entry: FunctionEntry, fn: FunctionInfo, points: ReadonlySet<string>): ResumeFunction {
  const made: ResumeFunction = {
    kind: entry.kind,
    scope: entry.scope,
    captures: entry.captures.map(({ scope, name }) => [scope, name] as const),
  };
  if (!entry.points) return made;
  return {
    ...made,
    points: entry.points.map((point, p) =>
      points.has(`${fn.index}:${p}`)
        ? {
            values: point.values,
            ...(fn.points[p]?.call?.type === "NewExpression" ? { construct: true as const } : {}),
            own: point.own.map(({ scope, name }) => [scope, name] as const),
            scope: numbered(fn.points[p]?.scope ?? fn.scope),
          }
        : null,
    ),
  };
}

/** Of a class scope the class, if it can exist only once: then the runtime needs no capture to know it. */
function owner(scope: ScopeInfo | undefined, around: number): number {
  if (scope?.kind !== "class") return around;
  return scope.singleton && scope.owner ? scope.owner.index : -1;
}

/** The innermost numbered scope; it need not hold captured bindings: through a class's scope the runtime finds the class's inside. */
function numbered(from: ScopeInfo): number {
  for (let scope: ScopeInfo | null = from; scope; scope = scope.parent) if (scope.index >= 0) return scope.index;
  return 0;
}
