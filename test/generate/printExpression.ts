import type { Names } from "./names.js";
import type { Place } from "./printProgram.js";
import type { Expression } from "./shape.js";

/** Ways to wait; `%` is the operand. */
const waits = ["await %", "await sleep(%)", "await Promise.resolve(%)", "await thenable(%)", "await later(%)", "await all(%)"];
/** Ways to yield. */
const yields = ["yield %", "yield %", "yield* [%, 1]", "yield* pair(%)"];

/** The text of an expression, in parentheses where it needs them. */
export function printExpression(shape: Expression, place: Place, names: Names): string {
  const print = (inner: Expression): string => printExpression(inner, place, names);
  switch (shape.kind) {
    case "number":
      return shape.value < 0 ? `(${shape.value})` : String(shape.value);
    case "variable":
      return names.pick(shape.index, "number")?.text ?? String(shape.index);
    case "binary":
      return `(${print(shape.left)} ${shape.operator} ${print(shape.right)})`;
    case "logical":
      return `(${print(shape.left)} ${shape.operator} ${print(shape.right)})`;
    case "conditional":
      return `(${print(shape.test)} ? ${print(shape.yes)} : ${print(shape.no)})`;
    case "suspend": {
      const operand = print(shape.operand);
      const ways = place.generator && (!place.async || shape.how % 2 === 0) ? yields : place.async ? waits : ["%"];
      return `(${ways[shape.how % ways.length]!.replace("%", () => operand)})`;
    }
    case "assign": {
      const value = print(shape.value);
      const target = names.pickMutable(shape.index);
      return target ? `(${target.text} ${shape.operator} ${value})` : value;
    }
    case "call": {
      const args = `${print(shape.first)}, ${print(shape.second)}`;
      const callee = names.pick(shape.index, "function", "async", "generator", "asyncGenerator");
      if (!callee) return `(${args})`;
      switch (callee.kind) {
        case "function":
          return `${callee.text}(${args})`;
        case "async":
          return place.async ? `(await ${callee.text}(${args}))` : `spawn(${callee.text}(${args}))`;
        case "generator":
          return place.generator ? `(yield* ${callee.text}(${args}))` : `[...${callee.text}(${args})].length`;
        case "asyncGenerator":
          if (!place.async) return `spawn(${callee.text}(${args}).next())`;
          return place.generator ? `(yield* ${callee.text}(${args}))` : `(await ${callee.text}(${args}).next()).value`;
        case "number":
        case "class":
        case "instance":
        case "node":
          throw new Error(`${callee.text} can't be called`);
      }
    }
    // falls through
    case "callStored":
      return `call(${shape.index}, ${print(shape.argument)})`;
    case "step":
      return `step(${shape.index}, ${shape.how}, ${print(shape.value)})`;
    case "member": {
      const argument = print(shape.argument);
      const object = names.pick(shape.index, "instance");
      if (!object) return `text\`\${${argument}}:${shape.how}\``;
      const forms = [
        `(${object.text}.g += ${argument})`,
        `${object.text}.read()`,
        `spawn(${object.text}.m(${argument}))`,
        `${object.text}.constructor.made`,
      ];
      return forms[shape.how % forms.length]!;
    }
    case "list":
      return `[${shape.items.map(print).join(", ")}].length`;
  }
}
