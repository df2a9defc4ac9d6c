import { beforeAll, describe, expect, it } from "vitest";
import { readSnapshot, type Snapshot, writeSnapshot } from "../../core/snapshot/container.js";
import { captureProgram, variedProgram } from "./captureProgram.js";

let snapshot: Snapshot;
let file: Buffer;
beforeAll(async () => {
  snapshot = await captureProgram(variedProgram, 1);
  file = writeSnapshot(snapshot);
});

function codeOf(bytes: Uint8Array): unknown {
  try {
    readSnapshot(bytes);
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

describe("a snapshot file", () => {
  it("gives back what was written: description, body, files", () => {
    expect(readSnapshot(file)).toEqual(snapshot);
    expect(readSnapshot(writeSnapshot(snapshot, "none"))).toEqual(snapshot);
  });

  it("is the same bytes for the same snapshot, whatever the order of the files", () => {
    expect(writeSnapshot({ ...snapshot, files: new Map([...snapshot.files].reverse()) }).equals(file)).toBe(true);
  });

  it("holds bodies of several chunks", () => {
    const entries = Array.from({ length: 150_000 }, (_, i) => `["symbolFor","key number ${String(i)}"]\n`).join("");
    const text = snapshot.body.toString("utf8").replace(/(?=\["roots")/, entries);
    const large = { ...snapshot, body: Buffer.from(text) };
    expect(large.body.length).toBeGreaterThan(3 << 20);
    expect(readSnapshot(writeSnapshot(large)).body.equals(large.body)).toBe(true);
  });

  it("is refused when any byte was changed, and when it ends early or goes on", () => {
    for (let at = 0; at < file.length; at += Math.max(1, Math.floor(file.length / 400))) {
      const changed = Buffer.from(file);
      changed[at]! ^= 1;
      expect(codeOf(changed), `byte ${String(at)}`).toMatch(/^E_SNAPSHOT_(INVALID|VERSION)$/);
      expect(codeOf(file.subarray(0, at)), `length ${String(at)}`).toBe("E_SNAPSHOT_INVALID");
    }
    expect(codeOf(Buffer.concat([file, Buffer.from("x")]))).toBe("E_SNAPSHOT_INVALID");
  });

  it("says that it is of another version", () => {
    const newer = Buffer.from(file);
    newer.writeUInt32LE(2, 8);
    expect(codeOf(newer)).toBe("E_SNAPSHOT_VERSION");
  });

  it.each(["../x", "/etc/passwd", "a/../../b", "a\\b", "C:/x", ""])("is refused when a file would be written to %j", (name) => {
    const files = new Map([...snapshot.files, [name, Buffer.from("x")]]);
    expect(codeOf(writeSnapshot({ ...snapshot, files }))).toBe("E_SNAPSHOT_INVALID");
  });

  it("is refused when its program is another one", () => {
    const description = { ...snapshot.description, programHash: "0".repeat(64) };
    expect(codeOf(writeSnapshot({ ...snapshot, description }))).toBe("E_SNAPSHOT_INVALID");
  });
});
