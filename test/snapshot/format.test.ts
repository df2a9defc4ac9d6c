import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bodyVersion, entryTags } from "../../core/snapshot/schema.js";
import { containerVersion, type Snapshot, snapshotLimits, writeSnapshot } from "../../core/snapshot/container.js";
import { recordFields } from "../../core/snapshot/recordFields.js";
import { bodyLimits } from "../../core/snapshot/validate.js";
import { captureProgram } from "./captureProgram.js";

const page = path.join(import.meta.dirname, "../../docs/snapshot-format.md");
const text = readFileSync(page, "utf8");

const program = `function counter() {
  let n = 0, step = 2;
  return { add() { return (n += step); }, get: () => n };
}
function* count(to) {
  for (let i = 0; i < to; i++) yield i;
}
class Point {
  #x = 1;
  y = -0;
}
const { add, get } = counter();
const running = count(3), point = new Point();
running.next();
setTimeout(add, 500);
`;

let snapshot: Snapshot;
beforeAll(async () => {
  snapshot = await captureProgram(program, 1);
});

/** The part of the page between two comments. */
function part(name: string): string {
  const found = new RegExp(`<!-- ${name} -->\n([\\s\\S]*)<!-- /${name} -->`).exec(text)?.[1];
  if (found === undefined) throw new Error(`docs/snapshot-format.md has no part ${name}`);
  return found;
}

/** The body with the numbers of its entries; times, which differ from run to run, stand at 500 and more. */
function numbered(body: string): string {
  let entry = 0;
  const lines = body
    .trimEnd()
    .split("\n")
    .map((line) => {
      const isEntry = Object.hasOwn(entryTags, /^\["(\w+)"/.exec(line)![1]!);
      return `${isEntry ? String(++entry).padStart(3) : "   "}  ${line}`;
    });
  return lines
    .join("\n")
    .replace(/(\["record","Clock",\[)[\d.]+/, "$1500.25")
    .replace(/(\["record","Timers",\[\[\d+\],2,1,)\d+/, "$10")
    .replace(/(\["record","TimerList",\[500,)\d+/, "$1500")
    .replace(/(\["record","Timer",\[\[\d+\],\[\d+\],500,false,true,)\d+/, "$10");
}

function example(): string {
  const body = numbered(snapshot.body.toString("utf8"));
  const number = (pattern: RegExp): string => {
    const found = pattern.exec(body);
    if (!found) throw new Error(`the example has no ${String(pattern)}`);
    return found[1]!;
  };
  const addId = number(/^ *(\d+) {2}\["function",0,"\w+\.\d+",\[\[\d+\],2\],"add"/m);
  const cell = number(/\["function",0,"\w+\.\d+",\[\[(\d+)\],2\],"add"/);
  const getId = number(/^ *(\d+) {2}\["function",0,"\w+\.\d+",\[\[\d+\]\],"get"/m);
  const generator = number(/^ *(\d+) {2}\["generator"/m);
  const point = number(/^ *(\d+) {2}\["object",\[\[\d+\],0,\["y"/m);
  return `The program

\`\`\`js
${program}\`\`\`

standing before its first turn, when the timer is due, has this body. The numbers at the left are not part of it. (Times differ from run to run; here the clock stands at 500.25 ms.)

\`\`\`
${body}
\`\`\`

- \`add\` (${addId}) and \`get\` (${getId}) share the variable \`n\`: both refer to cell ${cell}. \`step\` never changes after its initialization, so \`add\` hands it over by value: \`2\`.
- The generator (${generator}) stands at point 1 of its function with \`to = 3\` and \`i = 0\`. No closure sees its locals, so they are values.
- \`point\` (${point}) has the private field \`#x\` stamped by its class, and \`y\` is \`-0\`.
- The Timer's callback is \`add\` itself: the timer and the module's binding lead to one function.
- \`counter\` and \`count\` are not described: they are hoisted functions that nothing refers to as objects, and resume code contains them.
`;
}

describe("docs/snapshot-format.md", () => {
  it("shows the body of a real program as it is", () => {
    if (process.env["THINGSMIGRATE_GOLDENS"] === "write") {
      writeFileSync(
        page,
        text.replace(
          /(<!-- example -->\n)[\s\S]*(<!-- \/example -->)/,
          (_, before: string, after: string) => `${before}${example()}${after}`,
        ),
      );
    } else expect(part("example")).toBe(example());
  });

  it("names every kind of entry and trailer, and no other", () => {
    const kinds = [...text.matchAll(/\| `\["(\w+)"[^|]*(?:`, `\["(\w+)")?[^|]*\|/g)]
      .flatMap((match) => match[0].match(/\["[a-zA-Z]+"/g)!)
      .map((name) => name.slice(2, -1));
    const trailers = ["weak", "stamp", "mapped", "bytes", "realm", "module", "roots"];
    const values = ["u", "t", "h", "n", "b"];
    expect([...new Set(kinds)].filter((kind) => !values.includes(kind)).sort()).toEqual([...Object.keys(entryTags), ...trailers].sort());
  });

  it("gives the fields of records as they are", () => {
    for (const [, kind, fields] of part("records").matchAll(/^\| `(\w+)` \| (.*) \|$/gm)) {
      expect(
        [...fields!.matchAll(/`(\w+)`/g)].map((match) => match[1]),
        kind,
      ).toEqual(recordFields[kind!]);
    }
  });

  it("gives versions, limits and the layout of the file as they are", () => {
    expect(text).toContain(`| container | ${String(containerVersion)} |`);
    expect(text).toContain(`| body | ${String(bodyVersion)} |`);
    expect([snapshotLimits.envelope, snapshotLimits.body, snapshotLimits.files]).toEqual([2 ** 26, 2 ** 29 - 24, 2 ** 29]);
    expect([bodyLimits.buffers, bodyLimits.arrayLength, bodyLimits.bigintDigits]).toEqual([2 ** 32, 2 ** 32 - 1, 2 ** 20]);
    const file = writeSnapshot(snapshot, "none");
    const magic = /`((?:[0-9a-f]{2} ){7}[0-9a-f]{2})`/.exec(text)![1]!.replaceAll(" ", "");
    expect(file.subarray(0, 8).toString("hex")).toBe(magic);
    const envelopeBytes = file.readUInt32LE(12);
    const envelope = JSON.parse(file.subarray(48, 48 + envelopeBytes).toString("utf8")) as Record<string, unknown>;
    const named = [...text.slice(text.indexOf("## 3."), text.indexOf("## 4.")).matchAll(/^\| (`[^|]*`) \|/gm)].flatMap((match) =>
      [...match[1]!.matchAll(/`(\w+)`/g)].map((one) => one[1]!),
    );
    expect(Object.keys(envelope).sort()).toEqual(named.sort());
    const chunk = 48 + envelopeBytes;
    expect([file.readUInt32LE(chunk), file.readUInt32LE(chunk + 4)]).toEqual([snapshot.body.length, snapshot.body.length]);
    expect(file.subarray(chunk + 40, chunk + 40 + snapshot.body.length).equals(snapshot.body)).toBe(true);
  });
});
