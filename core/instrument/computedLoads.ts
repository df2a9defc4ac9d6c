import fs from "node:fs";
import path from "node:path";

/** More files than that nobody means by one computed specifier. */
const most = 200;

/**
 * Files that `import(`./part${n}.mjs`)` or `require(file)` may mean: what fits the known parts, or, when nothing tells, what stands beside the importer and
 * below. Packages in node_modules know their own files: there only a pattern is followed.
 * @param pattern parts of the specifier, `null` for each that is only known when it runs
 * @param importer absolute path of the file that loads
 */
export function computedLoads(pattern: readonly (string | null)[], importer: string): string[] {
  const folder = path.dirname(importer);
  const [start] = pattern;
  if (start == null || !/^\.\.?\//.test(start)) return importer.includes("/node_modules/") ? [] : filesBelow(folder);
  const from = path.resolve(folder, start.slice(0, start.lastIndexOf("/") + 1));
  const rest = [start.slice(start.lastIndexOf("/") + 1), ...pattern.slice(1)];
  const text = rest.map((part) => (part === null ? ".*" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("");
  const form = new RegExp(`^${text}(?:\\.[cm]?js|\\.json|\\.[cm]?ts|/index\\.js)?$`);
  return filesBelow(from).filter((file) => form.test(path.relative(from, file)));
}

function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const look = (directory: string): void => {
    for (const entry of entriesOf(directory)) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const file = path.join(directory, entry.name);
      if (entry.isDirectory()) look(file);
      else if (entry.isFile() && /\.(?:[cm]?js|json|[cm]?ts)$/.test(entry.name) && !entry.name.endsWith(".d.ts")) found.push(file);
      if (found.length > most) return;
    }
  };
  look(folder);
  return found.length > most ? [] : found;
}

function entriesOf(directory: string): fs.Dirent[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
