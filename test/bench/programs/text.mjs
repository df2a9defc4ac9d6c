// Strings and regular expressions: tokens of a small language, counted and printed again.
const source = Array.from(
  { length: 120 },
  (_, i) =>
    `let value${i} = compute(${i}, "text ${i * 3}") + other_${i % 7} * ${i}.5; // remark ${i}\nif (value${i} >= ${i * 2}) { print(value${i}); }\n`,
).join("");
const pattern = /\s+|(\/\/[^\n]*)|("[^"]*")|([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|(>=|<=|==|[-+*/=(){};,<>])/y;
const kinds = ["", "remark", "string", "name", "number", "operator"];

export function run() {
  const counts = new Map();
  let printed = "";
  for (let round = 0; round < 25; round++) {
    pattern.lastIndex = 0;
    printed = "";
    for (let match; pattern.lastIndex < source.length && (match = pattern.exec(source));) {
      for (let i = 1; i < match.length; i++) {
        if (match[i] === undefined) continue;
        const key = `${kinds[i]}:${match[i].slice(0, 4)}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        printed += match[i].toUpperCase() + " ";
      }
    }
  }
  let sum = printed.length;
  for (const [key, count] of counts) sum = (sum * 31 + key.length * count) % 1_000_003;
  return sum;
}
