import { host } from "./host.js";
import { record, root } from "./records.js";
import { edges, isFrozen } from "./turns.js";

/** Bytes written to stdout (1) and stderr (2) by this process so far. */
export const outputBytes: Record<1 | 2, number> = { 1: 0, 2: 0 };

/** What was written while the program stood still, by code that the host called without asking: it moves along, and comes out when the program goes on. */
class HeldOutput {
  /** Pairs: 1 or 2, text or bytes. */
  writes: unknown[] = [];
}
record("HeldOutput", HeldOutput, ["writes"]);
const held = root("output", new HeldOutput());

/** Writes for the program, counting. */
export function writeOutput(fd: 1 | 2, data: string | Uint8Array): void {
  if (isFrozen()) held.writes.push(fd, typeof data === "string" ? data : data.slice());
  else writeNow(fd, data);
}

/** Writes what was held. */
export function flushOutput(): void {
  const { writes } = held;
  held.writes = [];
  for (let i = 0; i < writes.length; i += 2) writeNow(writes[i] as 1 | 2, writes[i + 1] as string | Uint8Array);
}
edges.output = flushOutput;

function writeNow(fd: 1 | 2, data: string | Uint8Array): void {
  outputBytes[fd] += typeof data === "string" ? utf8Length(data) : data.length;
  host.write(fd, data);
}

/** Bytes of a string in UTF-8; lone surrogates become U+FFFD, three bytes. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      // Two units, four bytes.
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}
