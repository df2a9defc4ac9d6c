import { toIdentifier } from "@babel/types";

/**
 * A readable local name for the namespace record of a specifier: `io` for `./io.mjs`, `fsPromises` for `node:fs/promises`, `acorn` for
 * `../node_modules/acorn/dist/acorn.js`, `parser` for `@babel/parser`. Not yet unique.
 */
export function recordName(specifier: string): string {
  const path = specifier
    .replace(/^node:/, "")
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "");
  const parts = path.split("/").filter((part) => part !== "." && part !== "..");
  const relative = /^[./]|^[a-z]+:/.test(path);
  const last = (parts.at(-1) ?? "").replace(/(?<=.)\.[^.]*$/, "");
  const name = relative || path.startsWith("@") ? last : parts.join("-").replace(/(?<=.)\.[cm]?js$/, "");
  return toIdentifier(name === "" ? "module" : name);
}
