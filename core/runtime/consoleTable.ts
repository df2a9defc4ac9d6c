import { inspect } from "./inspect.js";

const line = { topLeft: "┌", top: "┬", topRight: "┐", left: "├", cross: "┼", right: "┤", bottomLeft: "└", bottom: "┴", bottomRight: "┘" };

/** Text of `console.table` as Node 20 draws it, or undefined when the data isn't tabular. */
export function table(data: unknown, columns?: readonly string[]): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const rows: { key: string; value: unknown }[] = [];
  let indexHeader = "(index)";
  if (data instanceof Map) {
    let i = 0;
    indexHeader = "(iteration index)";
    for (const [key, value] of data as Map<unknown, unknown>) rows.push({ key: String(i++), value: { Key: key, Values: value } });
  } else if (data instanceof Set) {
    let i = 0;
    indexHeader = "(iteration index)";
    for (const value of data as Set<unknown>) rows.push({ key: String(i++), value });
  } else for (const key of Object.keys(data)) rows.push({ key, value: (data as Record<string, unknown>)[key] });
  const header: string[] = columns === undefined ? [] : [...columns];
  let hasValues = false;
  for (const { value } of rows) {
    if (typeof value !== "object" || value === null) hasValues = true;
    else if (columns === undefined) for (const key of Object.keys(value)) if (!header.includes(key)) header.push(key);
  }
  const titles = [indexHeader, ...header, ...(hasValues ? ["Values"] : [])];
  const cells = rows.map(({ key, value }) => {
    const plain = typeof value !== "object" || value === null;
    const fields = header.map((name) => (!plain && name in value ? show((value as Record<string, unknown>)[name]) : ""));
    return [key, ...fields, ...(hasValues ? [plain ? show(value) : ""] : [])];
  });
  return draw(titles, cells);
}

function show(value: unknown): string {
  return inspect(value, {
    maxArrayLength: 3,
    breakLength: Infinity,
    colors: false,
    depth: typeof value === "object" && value !== null ? -1 : 0,
  });
}

function draw(titles: string[], rows: string[][]): string {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] as string).length)) + 2);
  const bar = (left: string, middle: string, right: string): string => left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const text = (row: string[]): string =>
    `│${row
      .map((cell, i) => {
        const space = (widths[i] as number) - cell.length;
        const before = Math.floor(space / 2);
        return " ".repeat(before) + cell + " ".repeat(space - before);
      })
      .join("│")}│`;
  return [
    bar(line.topLeft, line.top, line.topRight),
    text(titles),
    bar(line.left, line.cross, line.right),
    ...rows.map(text),
    bar(line.bottomLeft, line.bottom, line.bottomRight),
  ].join("\n");
}
