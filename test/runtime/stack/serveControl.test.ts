import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { encodeFrame, type Frame, FrameReader } from "../../../core/board/frames.js";
import { temporaryFolder } from "../../temporaryFolder.js";
import { stackProgram, useBuiltStack } from "./builtStack.js";

useBuiltStack();

/** The agent's side of the control socket of fixtures/standing.cjs. */
class Agent {
  readonly socket: Socket;
  readonly printed: Promise<string>;
  readonly #frames: Frame[] = [];
  #wake: () => void = () => undefined;

  private constructor(socket: Socket, printed: Promise<string>) {
    this.socket = socket;
    this.printed = printed;
    const reader = new FrameReader();
    socket.on("data", (chunk: Buffer) => {
      this.#frames.push(...reader.push(chunk));
      this.#wake();
    });
  }

  static async of(engine: string): Promise<Agent> {
    const socketPath = path.join(temporaryFolder("control"), "control");
    const server = createServer().listen(socketPath);
    await once(server, "listening");
    const { file, args, env } = stackProgram(engine, "standing.cjs");
    const child = spawn(file, args, { env: { ...env, THINGSMIGRATE_CONTROL: socketPath }, stdio: ["ignore", "pipe", "inherit"] });
    const [socket] = (await once(server, "connection")) as [Socket];
    server.close();
    return new Agent(socket, text(child.stdout));
  }

  async next(): Promise<Frame> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame !== undefined) return frame;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Writes in pieces that end anywhere, each as a packet of its own. */
  async sendInPieces(bytes: Buffer, pieces: number): Promise<void> {
    const size = Math.ceil(bytes.length / pieces);
    for (let at = 0; at < bytes.length; at += size)
      await new Promise<void>((resolve) => {
        this.socket.write(bytes.subarray(at, at + size), () => {
          setImmediate(resolve);
        });
      });
  }
}

const body = (n: number): string => `${n} `.repeat(1 + ((n * 7919) % 40_000));
const echo = (n: number): Buffer => encodeFrame({ type: "echo", n }, Buffer.from(body(n)));
const large = (n: number): Buffer => encodeFrame({ type: "echo", n }, Buffer.alloc(4_000_000, 65 + n));

describe.each(["node@18", "node", "node@22"])("the control channel of a program on %s", (engine) => {
  it("answers while the program stands in a function, with each byte once and in order", async () => {
    const agent = await Agent.of(engine);
    // Its first message is larger than the socket's buffer.
    expect((await agent.next()).bytes.length).toBe(3_000_000);
    let n = 0;
    for (let round = 0; round < 4; round++) {
      // The event loop gets the first half of a frame, the standing program the second, and the other way round.
      const before = echo(n++);
      const between = echo(n++);
      const after = echo(n++);
      await agent.sendInPieces(Buffer.concat([before, encodeFrame({ type: "stand" }), between.subarray(0, between.length / 2)]), 3);
      expect((await agent.next()).header).toMatchObject({ n: n - 3, standing: false });
      expect((await agent.next()).header).toEqual({ type: "standing" });
      await agent.sendInPieces(between.subarray(between.length / 2), 5);
      const { header, bytes } = await agent.next();
      expect([header, bytes.toString()]).toEqual([{ type: "echo", n: n - 2, standing: true, bytes: bytes.length }, body(n - 2)]);
      agent.socket.write(large(round));
      expect((await agent.next()).bytes.equals(Buffer.alloc(4_000_000, 65 + round))).toBe(true);
      const thaw = Buffer.concat([encodeFrame({ type: "thaw" }), after]);
      await agent.sendInPieces(thaw, 1 + round);
      const last = await agent.next();
      expect([last.header["n"], last.bytes.toString()]).toEqual([n - 1, body(n - 1)]);
      agent.socket.write(echo(n));
      expect((await agent.next()).header).toMatchObject({ n: n++, standing: false });
    }
    agent.socket.write(encodeFrame({ type: "end" }));
    // What the event loop had to do has waited until the function went on.
    expect((await agent.next()).header["log"]).toBe("served timer ".repeat(4));
    expect(await agent.printed).toBe("");
  });

  it("handles frames that were read together with the one that made it stand", async () => {
    const agent = await Agent.of(engine);
    await agent.next();
    agent.socket.write(Buffer.concat([encodeFrame({ type: "nested" }), echo(1), encodeFrame({ type: "thaw" }), echo(2)]));
    const headers = [await agent.next(), await agent.next(), await agent.next()].map(({ header }) => header);
    expect(headers).toMatchObject([{ type: "standing" }, { n: 1, standing: true }, { n: 2 }]);
    agent.socket.write(encodeFrame({ type: "end" }));
    expect((await agent.next()).header["log"]).toMatch(/^served (?:timer )?$/);
    await agent.printed;
  });

  it("lets the program go on when the agent goes away", async () => {
    const agent = await Agent.of(engine);
    await agent.next();
    agent.socket.write(encodeFrame({ type: "stand" }));
    await agent.next();
    agent.socket.destroy();
    expect(await agent.printed).toBe("left alone \n");
  });
});
