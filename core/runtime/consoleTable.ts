import { inspect, stripVTControlCharacters } from "./inspect.js";

const line = { topLeft: "┌", top: "┬", topRight: "┐", left: "├", cross: "┼", right: "┤", bottomLeft: "└", bottom: "┴", bottomRight: "┘" };

/** Text of `console.table` as Node 20 draws it, or undefined when the data isn't tabular. */
export function table(data: unknown, columns?: readonly string[]): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (data instanceof Map) {
    const entries = [...(data as Map<unknown, unknown>)];
    return draw(
      ["(iteration index)", "Key", "Values"],
      entries.map((entry, i) => [String(i), show(entry[0]), show(entry[1])]),
    );
  }
  if (data instanceof Set) {
    return draw(
      ["(iteration index)", "Values"],
      [...(data as Set<unknown>)].map((value, i) => [String(i), show(value)]),
    );
  }
  const rows = Object.keys(data).map((key) => ({ key, value: (data as Record<string, unknown>)[key] }));
  // An object, as in Node: keys that are array indexes come first.
  const seen: Record<string, true> = Object.create(null) as Record<string, true>;
  let hasValues = false;
  for (const { value } of rows) {
    if (isPrimitive(value) && columns === undefined) hasValues = true;
    else for (const key of columns ?? Object.keys(value as object)) seen[key] = true;
  }
  const header = Object.keys(seen);
  const cells = rows.map(({ key, value }) => {
    const fields = header.map((name) =>
      isPrimitive(value) || !Object.hasOwn(value, name) ? "" : show((value as Record<string, unknown>)[name]),
    );
    return [key, ...fields, ...(hasValues ? [isPrimitive(value) ? show(value) : ""] : [])];
  });
  return draw(["(index)", ...header, ...(hasValues ? ["Values"] : [])], cells);
}

function isPrimitive(value: unknown): value is string | number | bigint | boolean | symbol | null | undefined {
  return value === null || (typeof value !== "object" && typeof value !== "function");
}

function show(value: unknown): string {
  const wide = typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, colors: false, depth: wide ? -1 : 0 });
}

function draw(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, i) => Math.max(width(title), ...rows.map((row) => width(row[i] as string))) + 2);
  const bar = (left: string, middle: string, right: string): string => left + widths.map((each) => "─".repeat(each)).join(middle) + right;
  const text = (row: readonly string[]): string =>
    `│${row.map((cell, i) => ` ${cell}${" ".repeat((widths[i] as number) - width(cell) - 1)}`).join("│")}│`;
  return [
    bar(line.topLeft, line.top, line.topRight),
    text(titles),
    bar(line.left, line.cross, line.right),
    ...rows.map(text),
    bar(line.bottomLeft, line.bottom, line.bottomRight),
  ].join("\n");
}

/** Columns that a text takes on a terminal (Node's getStringWidth). */
function width(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text).normalize("NFC")) {
    const code = character.codePointAt(0) as number;
    if (isWide(code)) columns += 2;
    else if (!isZeroWidth(code)) columns++;
  }
  return columns;
}

function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f) ||
      (code >= 0x3250 && code <= 0x4dbf) ||
      (code >= 0x4e00 && code <= 0xa4c6) ||
      (code >= 0xa960 && code <= 0xa97c) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe10 && code <= 0xfe19) ||
      (code >= 0xfe30 && code <= 0xfe6b) ||
      (code >= 0xff01 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1f300 && code <= 0x1faff) ||
      (code >= 0x20000 && code <= 0x3fffd))
  );
}

function isZeroWidth(code: number): boolean {
  return (
    code <= 0x1f ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xfe20 && code <= 0xfe2f) ||
    (code >= 0xe0100 && code <= 0xe01ef)
  );
}
