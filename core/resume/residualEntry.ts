import * as t from "@babel/types";
import type { PointInfo } from "../instrument/analysis.js";
import { buildStatement } from "../instrument/buildCode.js";
import { askAt } from "../instrument/reportSuspensions.js";
import { comment, member, propertyKey } from "./build.js";
import type { EmitContext } from "./emitContext.js";
import { initializerName } from "./emitContext.js";
import { INNER } from "./restExpression.js";
import { residualize } from "./residualize.js";
import { spellSuper, superNamesOf } from "./spellSuper.js";

/**
 * `"3:2": { *g($l) { … } }.g`: the residual of a suspended generator as it stands in `resume`. It has the name of its function, for stack traces, but no
 * binding of that name. Notes the bindings that are in their temporal dead zone at the point.
 */
export function residualEntry(point: PointInfo, context: EmitContext): t.ObjectProperty {
  const { function: fn, index } = point;
  const node = fn.node as t.Function | t.Program;
  const own = t.isProgram(node) ? [...context.analysis.scopes[0]!.bindings.values(), ...point.own] : point.own;
  const bindings = new Map(own.map((binding) => [binding.name, binding]));
  const body = residualize({
    fn: node,
    id: fn.id,
    point: index,
    call: point.call,
    report: point.call ? buildStatement(`if ($capturing) return ${askAt(point)};`) : undefined,
    values: point.values,
    captured: new Set(bindings.keys()),
    names: context.analysis.names,
    initializer: (name) => {
      const binding = bindings.get(name)!;
      context.late.add(binding);
      return initializerName(binding);
    },
  });
  if (fn.needsHome) spellSuper(body, superNamesOf(fn));
  const name = fn.name === "" ? "$rest" : fn.name;
  const key = name === "__proto__" ? t.stringLiteral(name) : propertyKey(name);
  const entry = t.objectProperty(t.stringLiteral(`${fn.index}:${index}`), residual());
  const line = (point.statement ?? point.call ?? node).loc?.start.line;
  const who = t.isProgram(node)
    ? context.source
    : `${fn.name.replace(/\$body\d*$/, "") || "anonymous function"}() at ${context.source}:${node.loc?.start.line ?? "?"}`;
  return comment(entry, `${who}, ${index === 0 ? "not started" : `${point.call ? "in a call" : "suspended"} at line ${line ?? "?"}`}`);

  /** A frame goes on as a plain function, which is given what its call gives; an arrow stays one, for its `this`. */
  function residual(): t.Expression {
    const parameters = point.call ? [t.identifier("$l"), t.identifier(INNER)] : [t.identifier("$l")];
    if (point.call && fn.arrow) {
      const named = t.objectExpression([t.objectProperty(key, t.arrowFunctionExpression(parameters, body))]);
      return member(named, name);
    }
    return member(t.objectExpression([t.objectMethod("method", key, parameters, body, false, !point.call)]), name);
  }
}
