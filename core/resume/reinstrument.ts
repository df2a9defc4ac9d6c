import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import type { Profile } from "../codemap/manifest.js";
import { annotateModule } from "../instrument/annotateModule.js";
import { printModule } from "../instrument/printModule.js";
import { wrapModule } from "../instrument/wrapModule.js";

/** A module's instrumented code in another profile, from its JavaScript; ids, scopes and points are the same. The map leads to that JavaScript. */
export function reinstrument(
  javascript: string,
  options: { readonly module: string; readonly kind: "esm" | "cjs"; readonly profile: Profile },
): { readonly code: string; readonly map: EncodedSourceMap } {
  const { ast, shape, analysis, markers } = annotateModule(javascript, options);
  return printModule(ast, { source: { path: options.module, text: javascript }, ...wrapModule(ast, shape, analysis), markers });
}
