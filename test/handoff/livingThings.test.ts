import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAgent, TestBoard } from "../board/testAgent.js";
import { collectOutput, type Connections, moveTo, startSource } from "./realProgram.js";

// What lives in the host for a program blocks its move by name, and only while it lives.
let boards: readonly TestBoard[];
let connections: Connections;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-living-"));
  const agent = buildAgent();
  boards = ["a", "b"].map((name) => new TestBoard(agent, name));
  const [a, b] = await Promise.all(boards.map((board) => board.connect()));
  connections = { a: a!, b: b! };
});

afterAll(async () => {
  for (const connection of Object.values(connections)) connection.close();
  for (const board of boards) await board.dispose();
  rmSync(folder, { recursive: true, force: true });
});

interface Thing {
  readonly name: string;
  /** How the program makes it. `up(x)` says that it is there, `down()` that it has ended; `end` is a file that appears when it is to end. */
  readonly source: string;
  /** Why the move is refused: the code, and what the message names. */
  readonly refusal: readonly [code: string, named: RegExp];
  /** Ends it from outside, if the file is not enough. @param said what the program has said with `up` */
  readonly end?: (said: string) => void;
}

const lookForFile = "const i = setInterval(() => { if (require('node:fs').existsSync(process.env.END)) clearInterval(i); }, 5);";

const things: readonly Thing[] = [
  {
    name: "a server that the program holds",
    source: `
      let server = require("node:http").createServer((request, response) => response.end());
      server.listen(0, "127.0.0.1", () => up(""));
      atEnd(() => { server.close(down); server = undefined; });
    `,
    refusal: ["E_CAPTURE_NATIVE", /Server\b.*<- variable server|Server/],
  },
  {
    name: "a server that only the host holds",
    source: `
      const { createServer } = require("node:net");
      createServer(function (socket) { socket.destroy(); this.close(() => down()); }).listen(0, "127.0.0.1", function () { up(this.address().port); });
    `,
    refusal: ["E_CAPTURE_HOST", /Server 127\.0\.0\.1:\d+/],
    end: (port) => connect(Number(port), "127.0.0.1").on("error", () => undefined),
  },
  {
    name: "a server of HTTP that only the host holds",
    source: `
      const { createServer } = require("node:http");
      createServer(function (request, response) { response.end("bye"); response.socket.end(); this.close(() => down()); })
        .listen(0, "127.0.0.1", function () { up(this.address().port); });
    `,
    refusal: ["E_CAPTURE_HOST", /Server 127\.0\.0\.1:\d+/],
    end: (port) => void fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text()),
  },
  {
    name: "a socket for datagrams",
    source: `
      const socket = () => require("node:dgram").createSocket("udp4");
      socket().on("message", function () { this.close(down); }).bind(0, "127.0.0.1", function () {
        const { port } = this.address();
        up(port);
        atEnd(() => { const sender = socket(); sender.send("x", port, "127.0.0.1", () => sender.close()); });
      });
    `,
    refusal: ["E_CAPTURE_HOST", /Socket 127\.0\.0\.1:\d+/],
  },
  {
    name: "a connection",
    source: `require("node:net").connect(Number(process.env.PORT), "127.0.0.1", () => up("")).on("close", () => down()).resume();`,
    refusal: ["E_CAPTURE_HOST", /Socket to 127\.0\.0\.1:\d+/],
    end: () => {
      closeConnections();
    },
  },
  {
    name: "a child process",
    source: `
      const child = () => require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(lookForFile)}], { stdio: "ignore" });
      child().on("spawn", () => up("")).on("exit", (code) => { console.log("code", code); down(); });
    `,
    refusal: ["E_CAPTURE_HOST", /child process \S*(?:node|bun|deno)\S* \(\d+\)/],
  },
  {
    name: "a worker",
    source: `
      const { Worker } = require("node:worker_threads");
      new Worker(${JSON.stringify(lookForFile)}, { eval: true }).on("online", () => up("")).on("exit", () => down());
    `,
    refusal: ["E_CAPTURE_HOST", /Worker \d+/],
  },
  {
    name: "a watcher of files",
    source: `
      const { watch } = require("node:fs");
      const { dirname } = require("node:path");
      const watcher = watch(dirname(process.env.END), () => { watcher.close(); down(); });
      up("");
    `,
    refusal: ["E_CAPTURE_HOST", /FSWatcher/],
  },
  {
    name: "a file that is open",
    source: `
      const { openSync, closeSync } = require("node:fs");
      const fd = openSync(process.argv[1]);
      up("");
      atEnd(() => { closeSync(fd); down(); });
    `,
    refusal: ["E_CAPTURE_HOST", /file \S*app\.cjs, open as number \d+/],
  },
];

let closeConnections: () => void = () => undefined;

describe.each(["node", "bun", "deno"])("on %s", (engine) => {
  it.each(things)("$name blocks the move until it has ended", async ({ source, refusal, end }) => {
    const place = mkdtempSync(path.join(folder, "run-"));
    mkdirSync(path.join(place, "watched"));
    const file = (name: string): string => path.join(place, name);
    const peer = createServer((socket) => {
      closeConnections = () => socket.destroy();
    });
    const port = await new Promise<number>((resolve) => {
      peer.listen(0, "127.0.0.1", () => {
        resolve((peer.address() as { port: number }).port);
      });
    });
    const program = await startSource(
      connections["a"]!,
      `
        const { existsSync } = require("node:fs");
        process.env.PORT = ${JSON.stringify(String(port))};
        process.env.END = ${JSON.stringify(path.join(place, "watched", "end"))};
        const arrived = ${JSON.stringify(file("arrived"))};
        let ticks = 0;
        const up = (what) => console.log("up " + what);
        let ended = false;
        const down = () => { ended = true; console.log("down"); };
        let asked;
        const atEnd = (then) => { asked = then; };
        const timer = setInterval(() => {
          ticks++;
          if (asked !== undefined && existsSync(process.env.END)) { const then = asked; asked = undefined; then(); }
          if (!ended || !existsSync(arrived)) return;
          clearInterval(timer);
          console.log("arrived", ticks > 2);
        }, 5);
        (() => {${source}})();
      `,
      engine,
      { name: "app.cjs" },
    );
    let soFar = "";
    let wake: () => void = () => undefined;
    const following = collectOutput(connections, "a", program, (_, bytes) => {
      soFar += bytes.toString();
      wake();
    });
    const until = async (text: RegExp): Promise<string> => {
      for (;;) {
        const found = text.exec(soFar);
        if (found !== null) return found[1] ?? "";
        await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    const said = await until(/^up (.*)\n/m);
    const refused = await moveTo(connections, ["a", "b"], program, engine, { timeouts: { capture: 50 } });
    expect(refused, soFar + JSON.stringify(refused)).toMatchObject({ outcome: "stayed", error: { code: refusal[0] } });
    expect(refused.error?.message).toMatch(refusal[1]);
    writeFileSync(path.join(place, "watched", "end"), "");
    end?.(said);
    await until(/^down\n/m);
    const moved = await moveTo(connections, ["a", "b"], program, "node");
    expect(moved, soFar + JSON.stringify(moved)).toMatchObject({ outcome: "moved" });
    writeFileSync(file("arrived"), "");
    expect((await following).output.map(String)).toEqual([soFar, ""]);
    expect(soFar).toMatch(/^up .*\n(?:code 0\n)?down\narrived true\n$/);
    peer.close();
  });
});
