/** `npm run build`: bundles dist/ with esbuild: the command line, the agent, and the runtime that instrumented programs carry. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { hardenRuntime } from "./hardenRuntime.mjs";
import "./vendorInspect.mjs";

const root = path.join(import.meta.dirname, "..");
const dist = path.join(root, "dist");
const require = createRequire(import.meta.url);

/** Bundled ES modules still contain CommonJS packages that call `require`. */
const requireBanner = 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);';

const common = { bundle: true, charset: "utf8", legalComments: "none", logLevel: "warning", absWorkingDir: root, sourcemap: "linked" };
const node18 = { ...common, platform: "node", format: "cjs", target: "node18" };

const runtimeEntries = ["core/runtime/start.ts", "core/runtime/quickjs.ts", "core/runtime/bare.ts"];
const hardened = { sourcemap: false, plugins: [hardenRuntime(root, runtimeEntries)] };

const bundles = [
  {
    ...common,
    platform: "node",
    format: "esm",
    target: "node20.19",
    entryPoints: ["core/cli/cli.ts"],
    outfile: "dist/cli.js",
    banner: { js: `#!/usr/bin/env node\n${requireBanner}` },
    // Native or WebAssembly inside: they stay packages.
    external: ["esbuild", "amaro"],
    define: { THINGSMIGRATE_INSTRUMENTER: JSON.stringify(instrumenterVersion()) },
  },
  {
    ...common,
    platform: "node",
    format: "cjs",
    target: "node20.18",
    entryPoints: ["extension/extension.ts"],
    outfile: "dist/extension.cjs",
    banner: { js: 'const $moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    external: ["vscode", "esbuild"],
    define: { THINGSMIGRATE_INSTRUMENTER: JSON.stringify(instrumenterVersion()), "import.meta.url": "$moduleUrl" },
    minify: true,
    keepNames: true,
  },
  { ...node18, entryPoints: ["core/board/agent.ts"], outfile: "dist/agent.cjs" },
  { ...node18, entryPoints: ["core/runtime/start.ts"], outfile: "dist/runtime/start.cjs", ...hardened },
  { ...node18, entryPoints: ["core/runtime/quickjs.ts"], outfile: "dist/runtime/quickjs.cjs", ...hardened },
  {
    ...common,
    platform: "neutral",
    format: "iife",
    target: "es2022",
    entryPoints: ["core/runtime/bare.ts"],
    outfile: "dist/runtime/bare.js",
    ...hardened,
  },
];

mkdirSync(path.join(dist, "runtime"), { recursive: true });
const results = await Promise.allSettled(bundles.map((options) => bundle(options)));
// quickjs.cjs loads the engine's WebAssembly from beside itself.
put(path.join(dist, "runtime", "emscripten-module.wasm"), readFileSync(wasmOf("@jitl/quickjs-ng-wasmfile-release-sync")));
for (const [n, result] of results.entries()) {
  if (result.status === "rejected") process.stderr.write(`${bundles[n].outfile}: not built\n`);
  else process.stdout.write(`${bundles[n].outfile}\n`);
}
if (results.some((result) => result.status === "rejected")) process.exitCode = 1;

async function bundle(options) {
  const { outputFiles } = await build({ ...options, write: false });
  for (const file of outputFiles) put(file.path, file.contents);
}

/** Replaces a file in one step: another process may be starting from it. */
function put(file, contents) {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, file);
}

/** As core/instrument/version.ts reckons it from the sources. */
function instrumenterVersion() {
  const directory = path.join(root, "core/instrument");
  const hash = createHash("sha256");
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(path.relative(directory, file)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

function wasmOf(name) {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), "dist", "emscripten-module.wasm");
}
