import { parse as babelParse } from "@babel/parser";
import type { File } from "@babel/types";
import { parse } from "recast";
import { lowerSuspensions } from "../../core/instrument/lower/lowerSuspensions.js";
import { printModule } from "../../core/instrument/printModule.js";
import { testRuntime } from "./lowerRuntime.js";

export interface LowerTestOptions {
  readonly topLevelAwait?: boolean;
}

/** The AST as the instrumenter reads it. */
export function parseSource(source: string): File {
  const parser = {
    parse: (text: string) =>
      babelParse(text, {
        sourceType: "script",
        allowAwaitOutsideFunction: true,
        allowReturnOutsideFunction: true,
        allowNewTargetOutsideFunction: true,
        tokens: true,
        errorRecovery: false,
      }),
  };
  return parse(source, { parser }) as File;
}

/** The source after `lowerSuspensions`. */
export function lower(source: string, options: LowerTestOptions = {}): string {
  // A body that awaits needs its function around it to be printed.
  const around = options.topLevelAwait ? { before: "Object(function* () {\n", after: "\n});" } : {};
  return printModule(lowerAst(source, options), { source: { path: "test.js", text: source }, ...around }).code;
}

export function lowerAst(source: string, options: LowerTestOptions = {}): File {
  const ast = parseSource(source);
  const taken = new Set(source.match(/[\w$]+/g));
  const freshName = (base: string): string => {
    let name = base;
    for (let n = 1; taken.has(name); n++) name = n === 1 ? `${base}$` : `${base}$${n}`;
    taken.add(name);
    return name;
  };
  lowerSuspensions(ast, { freshName, topLevelAwait: options.topLevelAwait ?? false });
  return ast;
}

/** Runs a program that calls `log(…)`, as it is or lowered, until nothing is left to do; returns what it logged. */
export async function trace(code: string, options: LowerTestOptions & { readonly lowered: boolean }): Promise<string[]> {
  const lines: string[] = [];
  const log = (...values: unknown[]): unknown => {
    lines.push(values.map(show).join(" "));
    return values[0];
  };
  const kind = options.topLevelAwait ? "async function" : "function";
  const text = options.lowered && options.topLevelAwait ? `return ${code}` : `return (${kind} () { ${code}\n})`;
  const program = new Function("$tm", "log", text)(options.lowered ? testRuntime() : undefined, log) as () => unknown;
  const runtime = testRuntime() as { async: (body: unknown, self: unknown, args: unknown[]) => Promise<unknown> };
  const run = async (): Promise<void> => {
    try {
      const result = options.lowered && options.topLevelAwait ? runtime.async(program, undefined, []) : program();
      log("result", await result);
    } catch (error) {
      log("failed", error);
    }
  };
  let settled = false;
  void run().then(() => (settled = true));
  // All that the programs wait for are microtasks: those are over by the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  if (!settled) log("never settled");
  return lines;
}

function show(value: unknown): string {
  // The engine's own messages name the expression, which lowering changes.
  if (value instanceof TypeError || value instanceof ReferenceError) return value.name;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "function") return `function ${value.name}/${value.length}`;
  if (typeof value === "symbol") return String(value);
  if (typeof value === "object" && value !== null) return JSON.stringify(value) ?? "object";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Traces of the original and of the lowered program. */
export async function both(
  source: string,
  options: LowerTestOptions = {},
): Promise<{ original: string[]; lowered: string[]; code: string }> {
  const code = lower(source, options);
  return { original: await trace(source, { ...options, lowered: false }), lowered: await trace(code, { ...options, lowered: true }), code };
}
