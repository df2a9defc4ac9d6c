import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type ErrorDescription, errorTable } from "../../core/errors.js";

const root = path.join(import.meta.dirname, "../..");
const page = path.join(root, "docs/errors.md");

function errorsPage(table: Readonly<Record<string, ErrorDescription>>): string {
  const sections = Object.entries(table)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { meaning, remedy }]) => `## ${code}\n\n${meaning}\n\n**What to do:** ${remedy}\n`);
  return `# Errors

<!-- Written by \`npm run docs\` from core/errors.ts; test/docs/errors.test.ts fails when it is not current. -->

Every error has a code. The command line prints it on stderr as

    CODE: what happened
      <- how what it names is reached, innermost first, a line each
      at file:line:column
      what to do

and in \`--json\` output as \`{ code, message, chain, place?, remedy? }\`. A remedy that is shown may be more exact than the one below. Codes that begin with \`W_\` are warnings: the program runs.

${sections.join("\n")}`;
}

describe("docs/errors.md", () => {
  it("describes every error as core/errors.ts does", () => {
    if (process.env["THINGSMIGRATE_GOLDENS"] === "write") writeFileSync(page, errorsPage(errorTable));
    expect(readFileSync(page, "utf8")).toBe(errorsPage(errorTable));
  });

  it("knows every code that the sources use", () => {
    const files = readdirSync(path.join(root, "core"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const used = files.flatMap((file) => readFileSync(path.join(root, "core", file), "utf8").match(/(?<=")[EW]_[A-Z][A-Z_]+(?=")/g) ?? []);
    // Compared with a prefix, not a code.
    const unknown = [...new Set(used)].filter((code) => !Object.hasOwn(errorTable, code) && code !== "E_CAPTURE");
    expect(unknown).toEqual([]);
  });
});
