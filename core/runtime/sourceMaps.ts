import { loadSourceMap } from "./codeMaps.js";

/** A place in an original source: line and column from 1. */
export interface OriginalPlace {
  readonly line: number;
  readonly column: number;
}

/** `[generated column, original line, original column]`, from 0, by generated line. */
type Lines = (readonly [number, number, number])[][];

const decoded: Record<string, Lines | null> = Object.create(null) as Record<string, Lines | null>;
const digits: Record<string, number> = Object.create(null) as Record<string, number>;
"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".split("").forEach((digit, i) => {
  digits[digit] = i;
});

function decode(mappings: string): Lines {
  const lines: Lines = [];
  let line: [number, number, number][] = [];
  lines.push(line);
  let generated = 0;
  let originalLine = 0;
  let originalColumn = 0;
  let fields: number[] = [];
  let value = 0;
  let shift = 0;
  const flush = (): void => {
    if (fields.length > 0) {
      generated += fields[0] as number;
      if (fields.length >= 4) {
        originalLine += fields[2] as number;
        originalColumn += fields[3] as number;
        line.push([generated, originalLine, originalColumn]);
      }
    }
    fields = [];
  };
  for (let i = 0; i < mappings.length; i++) {
    const character = mappings[i] as string;
    if (character === ";" || character === ",") {
      flush();
      if (character === ";") {
        lines.push((line = []));
        generated = 0;
      }
      continue;
    }
    const digit = digits[character] as number;
    value += (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) === 0) {
      fields.push(value & 1 ? -(value >> 1) : value >> 1);
      value = shift = 0;
    }
  }
  flush();
  return lines;
}

/** Where a place of a module's generated code comes from. @param line from 1. @param column from 1. */
export function originalPlace(id: string, line: number, column: number): OriginalPlace | undefined {
  let lines = decoded[id];
  if (lines === undefined) {
    const map = loadSourceMap(id);
    lines = decoded[id] = map === undefined ? null : decode(map.mappings);
  }
  const segments = lines?.[line - 1];
  if (segments === undefined) return undefined;
  let low = 0;
  let high = segments.length - 1;
  let found: readonly [number, number, number] | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle] as readonly [number, number, number];
    if (segment[0] <= column - 1) {
      found = segment;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found === undefined ? undefined : { line: found[1] + 1, column: found[2] + 1 };
}
