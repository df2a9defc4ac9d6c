/** Colours and emphasis of the command line's own output: only on a terminal, and not where NO_COLOR is set (no-color.org). */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  name(text: string): string;
  value(text: string): string;
}

const plain: Style = { bold: same, dim: same, name: same, value: same };
const coloured: Style = { bold: sgr(1, 22), dim: sgr(2, 22), name: sgr(36, 39), value: sgr(33, 39) };

/** The style for a stream. */
export function styleFor(stream: { readonly isTTY?: boolean }): Style {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY === true && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb" ? coloured : plain;
}

function same(text: string): string {
  return text;
}

function sgr(on: number, off: number): (text: string) => string {
  return (text) => (text === "" ? "" : `\u001b[${String(on)}m${text}\u001b[${String(off)}m`);
}
