import path from "node:path";

/** The module id of a file (docs/code-contract.md section 1): its path below the root, forward slashes, `_up/` for each step out of it. */
export function moduleId(root: string, file: string): string {
  const relative = path.relative(root, file).split(path.sep).join("/");
  return relative.replace(/^(?:\.\.\/)+/, (up) => up.replaceAll("../", "_up/"));
}

/** The file of a module id: the inverse of `moduleId`. */
export function moduleFile(root: string, id: string): string {
  return path.resolve(
    root,
    id.replace(/^(?:_up\/)+/, (up) => up.replaceAll("_up/", "../")),
  );
}

/** Path of a module's file below the program directory: TypeScript gets the extension of what it is compiled to, JSON is wrapped in a script. */
export function outputFile(id: string, isTaken: (id: string) => boolean): string {
  if (id.endsWith(".json")) return `${id}.js`;
  const compiled = id.replace(/\.([cm]?)tsx?$/, ".$1js").replace(/\.jsx$/, ".js");
  return compiled !== id && isTaken(compiled) ? `${id}${path.posix.extname(compiled)}` : compiled;
}
