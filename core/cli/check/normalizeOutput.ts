/**
 * What `check` does not compare, and nothing else:
 * - lines of a stack that lie inside Node itself (`at … (node:internal/…)`, `at node:events:…`), which depend on the engine and its version;
 * - lines of a stack that say which async functions wait (`at async main (…)`): V8 alone writes them, and instrumented programs have none;
 * - the line number of a place inside Node printed above an uncaught error (`node:internal/process/promises:394`);
 * - the line `Node.js v20.20.2` that Node prints after an uncaught error, with the empty line before it.
 * Bytes that are not UTF-8 stay as they are: text is taken as Latin-1.
 */
export function normalizeOutput(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (!/node:|Node\.js v|at async /.test(text)) return Buffer.from(text, "latin1");
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (/^\s+at (?:async .*|(?:.* \()?node:[\w/]+(?::\d+)*\)?(?: \{|,)?)$/.test(line)) {
      // The properties of a printed error open after the last line of its stack, which may be one that is left out; in a list a comma follows it.
      const last = lines.pop();
      if (last !== undefined) lines.push(last + (/(?: \{|,)$/.exec(line)?.[0] ?? ""));
      continue;
    }
    if (/^Node\.js v\d+\.\d+\.\d+\S*$/.test(line)) {
      if (lines.at(-1) === "") lines.pop();
      continue;
    }
    lines.push(line.replace(/^(node:[\w/]+):\d+$/, "$1"));
  }
  return Buffer.from(lines.join("\n"), "latin1");
}
