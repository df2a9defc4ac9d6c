import path from "node:path";

/**
 * Which folder may import from which (docs: ARCHITECTURE.md, layers). A folder not listed may import from everything but `extension`.
 * `folders`: what may be imported besides the folder itself; `packages`: npm packages and `node:` builtins, `true` for all of them.
 */
const layers = [
  { folder: "core/runtime/hosts", folders: ["core/runtime", ...codec()], packages: true },
  { folder: "core/runtime/start.ts", folders: ["core/runtime", ...codec()], packages: true },
  { folder: "core/runtime/quickjs.ts", folders: ["core/runtime", ...codec()], packages: true },
  // Threads of Node.
  { folder: "core/runtime/stack/workers", folders: [], packages: ["node:inspector", "node:net", "node:worker_threads"] },
  { folder: "core/runtime", folders: codec(), packages: ["node-inspect-extracted", "path-browserify"] },
  { folder: "core/codemap", folders: [], packages: [] },
  { folder: "core/selfhosted", folders: [], packages: [] },
  { folder: "core/snapshot", folders: ["core/codemap", "core/errors.ts"], packages: true },
  { folder: "core/instrument", folders: ["core/codemap", "core/errors.ts", "core/version.ts"], packages: true },
  {
    folder: "core/resume",
    folders: ["core/codemap", "core/instrument", "core/snapshot", "core/runtime/resumeModule.ts", "core/errors.ts", "core/version.ts"],
    packages: true,
  },
  { folder: "core/handoff", folders: outsideFaces(), packages: true },
  { folder: "core/board", folders: outsideFaces(), packages: true },
  { folder: "core/cli", folders: ["core"], packages: true },
  { folder: "core", folders: ["core"], packages: true },
  { folder: "adapter", folders: ["core"], packages: true },
  { folder: "webview-ui", folders: ["core"], packages: true },
  { folder: "extension", folders: ["adapter", "core"], packages: true },
  { folder: "test", folders: ["adapter", "core", "scripts", "webview-ui", "examples", "extension"], packages: true },
];

/** The snapshot codec and the descriptions of code are pure and go inside the program, so the runtime may bundle them. */
function codec() {
  return [
    "core/codemap",
    "core/snapshot/schema.ts",
    "core/snapshot/base64.ts",
    "core/snapshot/encodeBody.ts",
    "core/snapshot/decodeBody.ts",
  ];
}

/** What reaches boards and programs knows all of core but its command line. */
function outsideFaces() {
  return ["board", "codemap", "handoff", "instrument", "resume", "snapshot", "runtime", "errors.ts", "version.ts"].map(
    (name) => `core/${name}`,
  );
}

const inside = (file, folder) => file === folder || file.startsWith(`${folder}/`);

/** ESLint rule: imports go only in the direction of the layers above. Types count as well: a type is knowledge. */
export const importDirection = {
  meta: { type: "problem", schema: [], messages: { direction: "{{from}} may not import {{to}} (see scripts/lint/importDirection.js)." } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).replaceAll(path.sep, "/");
    const layer = layers.find((entry) => inside(file, entry.folder));
    if (!layer) return {};
    const allowed = (specifier) => {
      if (!specifier.startsWith(".")) return layer.packages === true || layer.packages.some((name) => inside(specifier, name));
      const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, ".ts");
      return [layer.folder, ...layer.folders].some((folder) => inside(target, folder)) || target === "package.json";
    };
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier === "string" && !allowed(specifier)) {
        context.report({ node, messageId: "direction", data: { from: layer.folder, to: specifier } });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};
