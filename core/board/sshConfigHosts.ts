import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/**
 * The host names that the user's ssh configuration mentions (`Host` lines without patterns, `Include`d files too). Only names: what they mean is left to ssh
 * itself, so that everything works as in a terminal.
 */
export function sshConfigHosts(file = path.join(homedir(), ".ssh", "config"), depth = 0): string[] {
  if (depth > 16 || !existsSync(file)) return [];
  const hosts = new Set<string>();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const match = /^\s*(host|include)(?:\s+|\s*=\s*)(.*)$/i.exec(line);
    if (!match?.[1] || match[2] === undefined) continue;
    const words = [...match[2].replace(/(^|\s)#.*$/, "").matchAll(/"([^"]*)"|([^\s"#]+)/g)].map((word) => word[1] ?? word[2] ?? "");
    if (match[1].toLowerCase() === "host") {
      for (const word of words) if (!/[*?!]/.test(word) && !word.startsWith("-")) hosts.add(word);
    } else {
      for (const word of words)
        for (const included of expand(word)) for (const host of sshConfigHosts(included, depth + 1)) hosts.add(host);
    }
  }
  return [...hosts];
}

/** Relative names are below ~/.ssh; `*` and `?` in the last part, as ssh's own default configuration uses them. */
function expand(name: string): string[] {
  const file = path.resolve(homedir(), ".ssh", name.replace(/^~\//, `${homedir()}/`));
  const base = path.basename(file);
  if (!/[*?]/.test(base)) return [file];
  const folder = path.dirname(file);
  if (!existsSync(folder)) return [];
  const pattern = new RegExp(
    `^${base
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );
  const names = readdirSync(folder).filter((entry) => pattern.test(entry));
  return names.sort().map((entry) => path.join(folder, entry));
}
