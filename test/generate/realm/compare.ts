/**
 * @returns the first line that differs. What a program prints after an uncaught error is Node's own, and compared with real processes: here it only has to
 * be the same error.
 */
export function compareOutput(expected: string, actual: string): string | undefined {
  const wanted = expected.split("\n");
  const got = actual.split("\n");
  for (const [index, line] of wanted.entries()) {
    if (line.startsWith(uncaught) && index === wanted.length - 2) {
      const printed = got.slice(index).join("\n");
      return withoutSuffixes(printed).includes(withoutSuffixes(line.slice(uncaught.length)))
        ? undefined
        : `line ${index + 1}: expected ${JSON.stringify(line)}, got ${JSON.stringify(printed)}`;
    }
    if (line !== got[index]) return `line ${index + 1}: expected ${JSON.stringify(line)}, got ${JSON.stringify(got[index])}`;
  }
  return got.length > wanted.length ? `line ${wanted.length}: expected the end, got ${JSON.stringify(got[wanted.length - 1])}` : undefined;
}

/** The text without what the instrumenter adds to a variable's name where a function has two of that name: an engine's message says `x$1` (limitations.md). */
export function withoutSuffixes(text: string): string {
  return text.replaceAll(/(?<=\w)\$\d+\b/g, "");
}

/** What `runPlain` puts before an uncaught error. */
const uncaught = "uncaught ";

/** The law `body(snapshot(resume(s))) = body(s)`. @returns the first line of the body that differs. */
export function compareBodies(body: string, again: string): string | undefined {
  if (body === again) return undefined;
  const wanted = body.split("\n");
  const got = again.split("\n");
  const at = wanted.findIndex((line, index) => line !== got[index]);
  return `body of the restored program, line ${at + 1}: expected ${String(wanted[at])}, got ${String(got[at])}`;
}
