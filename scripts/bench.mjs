/** `npm run bench`, after a build: runs test/bench/bench.ts. Arguments go there. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..");
// Below node_modules, where its packages are found; it looks for its programs where its source is.
const outfile = path.join(root, "node_modules/.cache/thingsmigrate/bench.mjs");
mkdirSync(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.join(root, "test/bench/bench.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  external: ["esbuild", "amaro"],
  banner: { js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);' },
  define: { "import.meta.dirname": JSON.stringify(path.join(root, "test/bench")) },
});
await import(pathToFileURL(outfile).href);
