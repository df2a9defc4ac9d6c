import { createRequire } from "node:module";
import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import { transformSync as transform } from "amaro";
import type * as Esbuild from "esbuild";
import { InstrumentError, parseFailure, unsupportedSyntax } from "./diagnostics.js";
import type { EraseOptions } from "./eraseTypes.js";

/** JavaScript, and the map from it to what it was compiled from. */
export interface CompiledSource {
  readonly code: string;
  readonly map: EncodedSourceMap;
}

/** Compiles what can't be erased. esbuild is native code and not everywhere: the VS Code extension is one package for all machines. */
export function compileTypes(source: string, options: EraseOptions): CompiledSource {
  const esbuild = findEsbuild();
  return esbuild ? compileWithEsbuild(esbuild, source, options) : compileWithAmaro(source, options);
}

let found: typeof Esbuild | null | undefined;

function findEsbuild(): typeof Esbuild | null {
  if (found !== undefined) return found;
  try {
    found = createRequire(import.meta.url)("esbuild") as typeof Esbuild;
  } catch {
    found = null;
  }
  return found;
}

/** @throws InstrumentError E_PARSE */
export function compileWithEsbuild(esbuild: typeof Esbuild, source: string, { file, kind, tsconfig }: EraseOptions): CompiledSource {
  try {
    const { code, map } = esbuild.transformSync(source, {
      loader: loaderOf(file),
      sourcefile: file,
      sourcemap: "external",
      sourcesContent: true,
      target: "es2024",
      format: kind,
      keepNames: false,
      charset: "utf8",
      logLevel: "silent",
      ...(tsconfig === undefined ? {} : { tsconfigRaw: tsconfig }),
    });
    return { code, map: JSON.parse(map) as EncodedSourceMap };
  } catch (error) {
    const message = (error as { errors?: Esbuild.Message[] }).errors?.[0];
    throw new InstrumentError([parseFailure(file, message?.location, message?.text ?? String(error))]);
  }
}

/** Without JSX and decorators, which amaro leaves as they are. @throws InstrumentError E_PARSE, E_UNSUPPORTED_SYNTAX */
export function compileWithAmaro(source: string, { file }: EraseOptions): CompiledSource {
  if (/x$/.test(file)) {
    throw new InstrumentError([
      unsupportedSyntax(file, undefined, "JSX where esbuild is not installed", "Compile it to JavaScript first."),
    ]);
  }
  try {
    const { code, map } = transform(source, { mode: "transform", sourceMap: true, filename: file });
    const parsed = JSON.parse(map ?? "") as EncodedSourceMap;
    return { code, map: { ...parsed, sources: [file], sourcesContent: [source] } };
  } catch (error) {
    const { message, startLine, startColumn } = error as { message?: string; startLine?: number; startColumn?: number };
    const at = startLine === undefined ? undefined : { line: startLine, column: startColumn ?? 0 };
    throw new InstrumentError([parseFailure(file, at, message ?? String(error))]);
  }
}

function loaderOf(file: string): Esbuild.Loader {
  if (file.endsWith(".tsx")) return "tsx";
  return file.endsWith(".jsx") ? "jsx" : "ts";
}
