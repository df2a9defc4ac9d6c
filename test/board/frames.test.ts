import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame, type Frame, FrameReader } from "../../core/board/frames.js";

describe("frames", () => {
  it("arrive as they were sent, however the stream is cut", () => {
    const message = fc.tuple(
      fc.dictionary(
        fc.string().filter((key) => key !== "bytes" && key !== "__proto__"),
        fc.string(),
      ),
      fc.uint8Array({ maxLength: 50 }),
    );
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (messages, cuts) => {
        const wire = Buffer.concat(messages.map(([header, bytes]) => encodeFrame(header, bytes)));
        const reader = new FrameReader();
        const frames: Frame[] = [];
        for (let at = 0, cut = 0; at < wire.length; cut++) {
          const size = cuts[cut % cuts.length] ?? 1;
          frames.push(...reader.push(wire.subarray(at, at + size)));
          at += size;
        }
        expect(frames.map(({ header, bytes }) => [header, [...bytes]])).toEqual(
          messages.map(([header, bytes]) => [bytes.length === 0 ? header : { ...header, bytes: bytes.length }, [...bytes]]),
        );
        expect(reader.inFrame).toBe(false);
      }),
    );
  });

  it.each(["nonsense\n", "[1]\n", '{"bytes":-1}\n', '{"bytes":1.5}\n', '{"bytes":1e12}\n'])("refuse %j", (text) => {
    expect(() => new FrameReader().push(Buffer.from(text))).toThrow(expect.objectContaining({ code: "E_PROTOCOL" }));
  });
});
