import { parse, type ParserPlugin } from "@babel/parser";
import type { File } from "@babel/types";
import * as recast from "recast";
import type { ModuleKind } from "../codemap/codeMap.js";
import { InstrumentError, parseFailure } from "./diagnostics.js";

/** ES2024 and what is on its way: import attributes are in Babel's base; decorators and the like are not JavaScript yet. */
const plugins: ParserPlugin[] = ["explicitResourceManagement", "importAttributes"];

/**
 * Parses a module so that recast can print untouched code as it was. Throws `InstrumentError` (E_PARSE) with the place of a syntax error; `file` is
 * what it calls the module.
 */
export function parseModule(source: string, options: { file: string; kind: ModuleKind }): File {
  const parser = {
    parse: (text: string): File =>
      parse(text, {
        sourceType: options.kind === "esm" ? "module" : "script",
        allowReturnOutsideFunction: options.kind === "cjs",
        allowNewTargetOutsideFunction: options.kind === "cjs",
        allowAwaitOutsideFunction: options.kind === "esm",
        errorRecovery: false,
        tokens: true,
        plugins,
      }),
  };
  try {
    return recast.parse(source, { parser }) as File;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { loc, message } = error as SyntaxError & { loc?: { line: number; column: number } };
    throw new InstrumentError([parseFailure(options.file, loc ?? null, message.replace(/ \(\d+:\d+\)$/, ""))]);
  }
}
