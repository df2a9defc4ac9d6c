import { readFileSync } from "node:fs";
import path from "node:path";
import type { QuickJSSyncVariant } from "quickjs-emscripten";
import { nodeHost } from "./hosts/node.js";
import { runQuickJs } from "./hosts/quickjs.js";

declare const require: NodeJS.Require;

// The package's own way of loading these imports ES modules, which find the wasm by import.meta.url; a CommonJS bundle doesn't have that.
const { QuickJSFFI } = require("@jitl/quickjs-ng-wasmfile-release-sync/ffi") as { QuickJSFFI: never };
const loader = require("@jitl/quickjs-ng-wasmfile-release-sync/emscripten-module") as { default?: never };
const variant: QuickJSSyncVariant = {
  type: "sync",
  importFFI: () => Promise.resolve(QuickJSFFI),
  importModuleLoader: () => Promise.resolve(loader.default ?? (loader as never)),
};

/**
 * Entry of `quickjs.cjs`: `node quickjs.cjs DIRECTORY [args…]` runs the program of the directory in QuickJS. `bare.js` and the engine's wasm are beside it.
 */
const [directory = "."] = process.argv.splice(2, 1);
const bareCode = readFileSync(path.join(__dirname, "bare.js"), "utf8");
runQuickJs(variant, nodeHost(require as never), bareCode, path.resolve(directory)).catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
  process.exitCode = 70;
});
