import type { Function, Node } from "@babel/types";

/** What decides whether elements of `arguments` are the parameters themselves. */
interface MaybeMapped {
  readonly usesArguments: boolean;
  readonly strict: boolean;
  readonly node: Node;
}

/** A sloppy function with plain parameters that uses `arguments`: elements and parameters are the same variables (ECMA-262 10.4.4). */
export function hasMappedArguments(fn: MaybeMapped): boolean {
  return fn.usesArguments && !fn.strict && "params" in fn.node && (fn.node as Function).params.every((one) => one.type === "Identifier");
}
