import { readFileSync } from "node:fs";

/** Yields one reading after the other; lines without a number are handed to `reject`. */
export function* readings(file, reject) {
  const [header, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const names = header.split(",");
  for (const [index, line] of lines.entries()) {
    const cells = line.split(",");
    const reading = Object.fromEntries(names.map((name, i) => [name, cells[i]]));
    reading.celsius = Number(reading.celsius);
    reading.humidity = Number(reading.humidity);
    if (Number.isNaN(reading.celsius)) {
      reject(index + 2, line);
      continue;
    }
    yield reading;
  }
}
