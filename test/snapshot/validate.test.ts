import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CodedError } from "../../core/errors.js";
import { validateBody } from "../../core/snapshot/validate.js";
import { captureProgram, variedProgram } from "./captureProgram.js";

/** `TM_SEED=n` repeats a run. */
const seed = Number(process.env["TM_SEED"] ?? Date.now() % 1_000_000);
let body: Buffer;
let lines: string[];
beforeAll(async () => {
  console.log(`hostile bodies: TM_SEED=${String(seed)}`);
  ({ body } = await captureProgram(variedProgram, 1));
  lines = body.toString("utf8").trimEnd().split("\n");
});

/** Valid, or refused with the code: nothing else may happen. */
function judge(bytes: Uint8Array): "valid" | "refused" {
  try {
    validateBody(bytes);
    return "valid";
  } catch (error) {
    if (error instanceof CodedError && error.code === "E_SNAPSHOT_INVALID") return "refused";
    throw error;
  }
}

function bodyOf(...added: string[]): Buffer {
  return Buffer.from([lines[0]!, ...added].join("\n"));
}

describe("a body from anywhere", () => {
  it("passes when a program was captured", () => {
    expect(judge(body)).toBe("valid");
  });

  it("does not change Object.prototype, whatever its keys", () => {
    const text = `["object",[0,0,["__proto__",{"f":7,"v":1}]]]`;
    expect(judge(bodyOf(text))).toBe("valid");
    expect(judge(bodyOf(`["object",[0,0,["x",{"__proto__":{"v":1},"f":7}]]]`))).toBe("refused");
    expect(judge(bodyOf(`["__proto__",1]`))).toBe("refused");
    expect(({} as Record<string, unknown>)["v"]).toBeUndefined();
  });

  it.each([
    ["a reference to nothing", `["cell",[7]]`],
    ["a reference that is no integer", `["cell",[0.5]]`],
    ["a reference to a name", `["cell",["__proto__"]]`],
    ["a cell as a value", `["cell",[1]]`],
    ["a record as the prototype's function", `["prototypeOf",[1]]`],
    ["a number beyond the range", `["cell",1e999]`],
    ["code in place of a code id", `["function",0,"process.exit()",[],"f",0]`],
    ["a view beyond its buffer", `["buffer",0,4,null,false]\n["view",0,"Uint8Array",[1],2,3]`],
    ["a view of unknown type", `["buffer",0,4,null,false]\n["view",0,"Function",[1],0,1]`],
    ["bytes beyond their buffer", `["buffer",0,2,null,false]\n["bytes",[1],[0,"AAAA"]]`],
    ["more memory than allowed", `["buffer",0,9007199254740991,null,false]`],
    ["nesting without end", `["cell",${"[".repeat(100_000)}${"]".repeat(100_000)}]`],
    ["bytes that are no UTF-8", `\udc00`],
    ["a trailer without its parts", `["module"]`],
    ["a realm line without its parts", `["realm"]`],
    ["no line", `null`],
  ])("is refused: %s", (_what, text) => {
    expect(judge(text === "\udc00" ? Buffer.concat([bodyOf(), Buffer.from([0x0a, 0xff])]) : bodyOf(text))).toBe("refused");
  });

  it(`is valid or refused after any change of bytes, TM_SEED=${String(seed)}`, () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom(...'[]{},"0123456789-untbhf__\n\u0000'.split("")));
    const property = fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const bytes = Buffer.from(body);
      for (const [at, character] of changes) bytes[at % bytes.length] = character.charCodeAt(0);
      judge(bytes);
    });
    fc.assert(property, { numRuns: 500, seed });
  });

  it(`is valid or refused after any change of a line, TM_SEED=${String(seed)}`, () => {
    const property = fc.property(fc.nat(), fc.nat(), fc.jsonValue({ depthSize: "small" }), (line, field, value) => {
      const changed = [...lines];
      const at = line % lines.length;
      const parts = JSON.parse(lines[at]!) as unknown[];
      parts[field % (parts.length + 1)] = value;
      changed[at] = JSON.stringify(parts);
      judge(Buffer.from(changed.join("\n")));
    });
    fc.assert(property, { numRuns: 500, seed });
  });
});
