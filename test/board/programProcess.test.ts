import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ProgramProcess } from "../../core/board/programProcess.js";
import { startToy, thisNode, toyDirectory, toyOutput } from "./toy.js";

describe("a program process", () => {
  it("hands over all output and the exit code", async () => {
    const toy = { turns: 12, exitCode: 3 };
    const { program, output } = await startToy(toyDirectory(toy));
    expect(await program.exited).toEqual({ code: 3, signal: null });
    expect(output).toEqual(toyOutput(toy));
  });

  it("says who it is and counts its turns", async () => {
    const directory = toyDirectory({ turns: 12, delay: 5 });
    const { program } = await startToy(directory, { turnsFile: path.join(directory, "turns") });
    expect(await program.hello()).toMatchObject({ pid: program.pid, mode: "run" });
    await program.exited;
    expect(readFileSync(path.join(directory, "turns"), "utf8")).toBe("12");
  });

  it("moves at a chosen turn with nothing lost or repeated, and the source leaves silently", async () => {
    const toy = { turns: 30, exitCode: 4 };
    const directory = toyDirectory(toy);
    const source = await startToy(directory, { freezeAt: 7 });
    const target = await startToy(directory, { warm: true });
    expect((await target.program.hello()).mode).toBe("warm");
    const frozen = await source.program.untilFrozen();
    expect(frozen.turn).toBe(7);
    expect(source.program.received).toEqual(frozen.output);
    const captured = await source.program.capture(1000);
    expect(captured.codeUse).toHaveLength(1);
    writeFileSync(path.join(directory, ".thingsmigrate", "snapshot.tms"), captured.body);
    await target.program.restore(directory);
    await target.program.go();
    await source.program.end();
    expect(await target.program.exited).toEqual({ code: 4, signal: null });
    expect([source.output[0] + target.output[0], source.output[1] + target.output[1]]).toEqual(toyOutput(toy));
  });

  it("goes on in place after a thaw, and freezes again where told", async () => {
    const toy = { turns: 30 };
    const { program, output } = await startToy(toyDirectory(toy), { freezeAt: 3 });
    expect((await program.freeze()).turn).toBe(3);
    await program.thaw(9);
    expect((await program.untilFrozen()).turn).toBe(9);
    expect((await program.freeze()).turn).toBe(9);
    await program.thaw();
    await program.exited;
    expect(output).toEqual(toyOutput(toy));
  });

  it("tells a refusal with its chain, and can go on", async () => {
    const toy = { turns: 8, refuseCapture: true };
    const { program, output } = await startToy(toyDirectory(toy), { freezeAt: 2 });
    await program.untilFrozen();
    await expect(program.capture(0)).rejects.toMatchObject({ code: "E_CAPTURE_NATIVE", chain: ["Hash", "module scope of toy.js"] });
    await program.thaw();
    await program.exited;
    expect(output).toEqual(toyOutput(toy));
  });

  it("ends every wait when the program ends", async () => {
    const { program } = await startToy(toyDirectory({ turns: 3 }), { freezeAt: 100 });
    await expect(program.untilFrozen()).rejects.toMatchObject({ code: "E_PROGRAM_ENDED" });
    await expect(program.freeze()).rejects.toMatchObject({ code: "E_PROGRAM_ENDED" });
  });

  it("ends every wait when the program is killed", async () => {
    const { program } = await startToy(toyDirectory({ turns: 30, dieIn: "capture" }), { freezeAt: 2 });
    await program.untilFrozen();
    await expect(program.capture(0)).rejects.toMatchObject({ code: "E_PROGRAM_ENDED" });
    expect(await program.exited).toEqual({ code: null, signal: "SIGKILL" });
  });

  it("says which engine can't be executed", async () => {
    const start = ProgramProcess.start({
      engine: { ...thisNode, executable: "/nowhere/node" },
      directory: toyDirectory({ turns: 1 }),
      args: [],
      cwd: "/",
      env: process.env,
      onOutput: () => undefined,
    });
    await expect(start).rejects.toMatchObject({ code: "E_ENGINE_FAILED" });
  });
});
