import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporaryFolder.js";
import { stackProgram, useBuiltStack } from "./builtStack.js";

useBuiltStack();

/** Runs a program that ends only when it is stopped from outside. @returns what it prints, and what its watcher says. */
async function stopFromOutside(engine: string, work: string): Promise<{ printed: string; said: string[] }> {
  const socketPath = path.join(temporaryFolder("watch"), "control");
  const server = createServer().listen(socketPath);
  await once(server, "listening");
  const { file, args, env } = stackProgram(engine, "busy.cjs");
  const child = spawn(file, [...args, work, socketPath], { env, stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  server.on("connection", (socket) => {
    socket.setEncoding("utf8");
    socket.on("data", (message: string) => {
      const { type, pid } = JSON.parse(message) as { type: string; pid?: number };
      said.push(type);
      // The program is at work, or about to be.
      if (type === "watch" && pid === child.pid) socket.write('{"type":"stop"}\n');
    });
  });
  const printed = await text(child.stdout);
  server.close();
  return { printed, said };
}

describe.each(["node@18", "node", "node@22"])("a program that never ends its turn is stopped on %s", (engine) => {
  it.each(["loop", "recursion", "regexp", "sort", "timer"])("in a %s", async (work) => {
    const { printed, said } = await stopFromOutside(engine, work);
    const stopped = engine === "node@18" ? "stopped unreadable" : "stopped read number";
    // Setting the flag runs no job of the program's.
    const expected = work === "timer" ? ["jobs 0", stopped, "goes on 1"] : [stopped, "jobs 0", "goes on 1"];
    expect(printed.trim().split("\n").sort()).toEqual(["watched true", ...expected].sort());
    expect(said).toEqual(["watch", "stopping"]);
  });
});
