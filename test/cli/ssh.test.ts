import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import { type LoopbackSshd, startLoopbackSshd } from "../../scripts/loopbackSshd.mjs";
import { leftProcesses, noneLeft } from "../leftProcesses.js";
import { CommandLine } from "./commandLine.js";
import { TickingProgram } from "./tickingProgram.js";

// A machine that the user reaches by a name of their ssh configuration. Nothing is known of it but that name; all it has is Node 18.
let folder: string;
let sshd: LoopbackSshd;
let line: CommandLine;
let node18: Engine;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-alias-"));
  node18 = selectEngine(await findEngines(), "node@18");
  const there = path.join(folder, "there");
  mkdirSync(there);
  // The login there has a home and a PATH of its own, as on another machine.
  sshd = await startLoopbackSshd(path.join(folder, "sshd"), [
    `SetEnv HOME=${there} PATH=${path.dirname(node18.executable)}:/usr/bin:/bin XDG_CACHE_HOME=${there}/cache`,
  ]);
  const home = path.join(folder, "home");
  mkdirSync(path.join(home, ".ssh"), { recursive: true });
  const settings = sshd.options.map((option) => `  ${option.replace("=", " ")}`);
  writeFileSync(path.join(home, ".ssh", "config"), ["Host greenhouse", "  HostName 127.0.0.1", ...settings, ""].join("\n"));
  // OpenSSH looks for the configuration in the home of /etc/passwd, whatever HOME says: the user's own must not be touched.
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(path.join(bin, "ssh"), `#!/bin/sh\nPATH=\${PATH#*:}\nexec ssh -F "$HOME/.ssh/config" "$@"\n`);
  chmodSync(path.join(bin, "ssh"), 0o755);
  // Engines are where they are for everybody.
  const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  line = new CommandLine(path.join(folder, "project"), {
    HOME: home,
    XDG_CACHE_HOME: cache,
    PATH: `${bin}:${String(process.env["PATH"])}`,
  });
});

afterAll(async () => {
  await line.dispose("local", "local:here", "greenhouse");
  await sshd.stop();
  await noneLeft(folder);
  rmSync(folder, { recursive: true, force: true });
});

describe("a board by its name in the user's ssh configuration", () => {
  it("runs a program with an npm package, on Node 18 under an agent on Node 18; it moves away and back", async () => {
    const program = new TickingProgram(path.join(folder, "program"));
    expect(await line.json("boards")).toMatchObject({ sshHosts: ["greenhouse"] });
    const run = ["run", program.entry, "--board", "greenhouse", "--detach", "--", ...program.args];
    const { id } = (await line.json(run[0]!, ...run.slice(1))) as { id: string };
    const followed = line.start("logs", `greenhouse/${id}`, "--follow");
    await followed.untilMore(3);
    const processes = leftProcesses(path.join(folder, "there")).filter(({ command }) => /daemon|start\.cjs/.test(command));
    expect(processes.length).toBeGreaterThanOrEqual(2);
    for (const { command } of processes) expect(command).toContain("/node-18.");

    const away = await line.json("migrate", `greenhouse/${id}`, "--to", "local:here");
    expect(away).toMatchObject({ outcome: "moved", record: { engine: "node", state: "running" } });
    await followed.untilMore(3);
    const back = await line.json("migrate", id, "--to", "greenhouse", "--engine", "node@18");
    expect(back).toMatchObject({ outcome: "moved" });
    await followed.untilMore(3);
    expect(await line.json("ps", "--board", "greenhouse")).toMatchObject([{ id, state: "running", epoch: 2 }]);
    // The local board knows where it went, although nothing else names that machine.
    expect((await line.text("logs", id)).startsWith(program.lines(1, 3).join("\n"))).toBe(true);
    const again = (await line.json("migrate", id, "--to", "local:here", "--engine", "bun")) as { outcome: string };
    expect(again).toMatchObject({ outcome: "moved" });
    await followed.untilMore(3);

    program.stop();
    expect(await followed.ended).toBe(7);
    expect(program.isWhole(followed.stdout), followed.stdout).toBe(true);
  });

  it("that can't be reached is said with what ssh says, and what to try", async () => {
    const program = new TickingProgram(path.join(folder, "unreached"));
    const wrong = new CommandLine(line.folder, { ...line.env, HOME: path.join(folder, "elsewhere") });
    mkdirSync(path.join(folder, "elsewhere", ".ssh"), { recursive: true });
    writeFileSync(
      path.join(folder, "elsewhere", ".ssh", "config"),
      `Host greenhouse\n  HostName 127.0.0.1\n  Port ${String(sshd.port)}\n  IdentityFile /nowhere\n  IdentitiesOnly yes\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n`,
    );
    const { stderr, code } = await wrong.run("run", program.entry, "--board", "greenhouse");
    expect([code, stderr.toString()]).toEqual([4, expect.stringMatching(/^E_BOARD_UNREACHABLE: greenhouse: [\s\S]*denied[\s\S]*ssh/i)]);
  });
});
