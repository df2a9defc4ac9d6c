import { generate } from "@babel/generator";
import { parse } from "@babel/parser";
import * as t from "@babel/types";
import type { File, Node } from "@babel/types";
import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import * as recast from "recast";
import type { CallPlace } from "../codemap/callPlaces.js";
import type { CallPoint } from "./analysis.js";
import { codedError } from "../errors.js";
import { comparePrinted, type Misprint } from "./print/comparePrinted.js";
import { insertMarkers } from "./print/insertMarkers.js";
import { findCallPlaces } from "./print/findCallPlaces.js";
import { mapNodes, type NodePair } from "./print/mapNodes.js";
import { tidyReports } from "./print/tidyReports.js";

export interface PrintOptions {
  /** Path that the source map names, and the text that the AST's positions refer to. */
  readonly source: { readonly path: string; readonly text: string };
  /** Text around the program: `$tm.define(…, function () {` and `});`. */
  readonly before?: string;
  readonly after?: string;
  /** By function or class node: the marker without its comment signs, `k3f9ab.12:r`. */
  readonly markers?: ReadonlyMap<Node, string>;
  /** Function and point of each call at which a frame can be taken. */
  readonly callPoints?: ReadonlyMap<Node, CallPoint>;
}

export interface PrintedModule {
  readonly code: string;
  readonly map: EncodedSourceMap;
  readonly callPlaces: readonly CallPlace[];
}

/**
 * Prints an AST that `recast.parse` made and passes changed; untouched code keeps its look. The text is parsed again and compared with the AST: where
 * recast misprints (it has bugs about parentheses and directives), Babel's generator prints the file instead, exactly but in a look of its own.
 * @throws CodedError E_INTERNAL if neither gives the AST back.
 */
export function printModule(ast: File, options: PrintOptions): PrintedModule {
  const before = options.before ?? "";
  const after = options.after ?? "";
  const misprints: string[] = [];
  for (const print of [printRecast, printBabel]) {
    const text = `${before}${print(ast).trimEnd()}${after}`;
    const pairs: NodePair[] = [];
    const misprint = check(ast, text, before !== "", pairs);
    if (misprint === null) {
      const tidy = tidyReports(text, pairs);
      const marked = insertMarkers(tidy.text, tidy.pairs, options.markers ?? new Map());
      return {
        code: marked.text,
        map: mapNodes(marked.pairs, marked.text, options.source),
        callPlaces: options.callPoints ? findCallPlaces(marked.pairs, marked.text, options.callPoints) : [],
      };
    }
    misprints.push(misprint);
  }
  throw codedError("E_INTERNAL", `can't print ${options.source.path}: ${misprints.join("; ")}`);
}

function printRecast(ast: File): string {
  // Spaces for tabs would shift columns of untouched code.
  return recast.print(ast, { lineTerminator: "\n", reuseWhitespace: true, tabWidth: 2, wrapColumn: 140 }).code;
}

function printBabel(ast: File): string {
  // Without parentheses the generator would turn these statements into directives.
  t.traverseFast(ast.program, (node) => {
    if (node.type === "ExpressionStatement" && node.expression.type === "StringLiteral")
      node.expression = t.parenthesizedExpression(node.expression);
  });
  return generate(ast, { comments: false, compact: false }).code;
}

function check(ast: File, text: string, wrapped: boolean, pairs: NodePair[]): string | null {
  let printed: Node;
  try {
    printed = parse(text, {
      sourceType: "script",
      allowReturnOutsideFunction: true,
      errorRecovery: false,
      plugins: ["explicitResourceManagement"],
    }).program;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const body = wrapped ? bodyOfWrapper(printed) : printed;
  if (!body) return "the wrapper is not a call with a function at its end";
  const misprint = comparePrinted(
    { ...ast.program, type: "BlockStatement" } as unknown as Node,
    { ...body, type: "BlockStatement" } as unknown as Node,
    (one, other) => {
      pairs.push([one, other]);
    },
  );
  return misprint && describe(misprint);
}

/** The body of the function that is the last argument of the wrapper's call. */
function bodyOfWrapper(program: Node): Node | null {
  if (program.type !== "Program") return null;
  for (const statement of program.body) {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "CallExpression") continue;
    const last = statement.expression.arguments.at(-1);
    if (last?.type === "FunctionExpression") return last.body;
  }
  return null;
}

function describe({ intended, reason }: Misprint): string {
  const start = intended?.loc?.start;
  return start ? `${reason} (line ${start.line})` : reason;
}
