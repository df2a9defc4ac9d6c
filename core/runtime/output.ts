import { host } from "./host.js";

/** Bytes written to stdout (1) and stderr (2) by this process so far. */
export const outputBytes: Record<1 | 2, number> = { 1: 0, 2: 0 };

/** Writes for the program, counting. */
export function writeOutput(fd: 1 | 2, data: string | Uint8Array): void {
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
