import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findBoard, listBoards } from "../../core/board/boards.js";
import { sshConfigHosts } from "../../core/board/sshConfigHosts.js";

function project(boards: unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-boards-"));
  mkdirSync(path.join(folder, ".thingsmigrate"));
  mkdirSync(path.join(folder, "deep", "er"), { recursive: true });
  writeFileSync(path.join(folder, ".thingsmigrate", "boards.json"), typeof boards === "string" ? boards : JSON.stringify(boards));
  return path.join(folder, "deep", "er");
}

describe("boards", () => {
  it("are found by name: local ones without any set-up, the project's from any folder below it", () => {
    const folder = project({
      boards: { kitchen: { host: "pi@kitchen", sshOptions: ["-J", "gate"], engine: "/opt/node" }, second: { local: true } },
    });
    expect(findBoard("local", folder)).toMatchObject({ kind: "local" });
    expect(findBoard("local:two", folder)).toMatchObject({ kind: "local", name: "local:two" });
    expect(findBoard("kitchen", folder)).toMatchObject({
      kind: "ssh",
      host: "pi@kitchen",
      sshOptions: ["-J", "gate"],
      engine: "/opt/node",
    });
    expect(findBoard("second", folder)).toMatchObject({ kind: "local", name: "second" });
    expect(listBoards(folder).map((board) => board.name)).toEqual(expect.arrayContaining(["local", "kitchen", "second"]));
    expect(() => findBoard("nowhere", folder)).toThrow(expect.objectContaining({ code: "E_BOARD_UNKNOWN" }));
  });

  it.each([
    ["{", /boards\.json/],
    [{ boards: { x: {} } }, /boards/],
    [{ boards: { x: { host: "-oProxyCommand=evil" } } }, /dash/],
    [{ boards: { x: { host: "a", folder: "$(evil)" } } }, /quotes/],
    [{ boards: { "a b": { host: "a" } } }, /a b/],
  ])("say what is wrong with boards.json: %j", (boards, message) => {
    expect(() => listBoards(project(boards))).toThrow(
      expect.objectContaining({ code: "E_BOARDS_FILE", message: expect.stringMatching(message) as string }),
    );
  });

  it("include the hosts that the ssh configuration names, but not its patterns", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tm-config-"));
    writeFileSync(path.join(folder, "more"), "Host inner\n");
    writeFileSync(
      path.join(folder, "config"),
      `Host pi "other pi" *.example.com !no\n  HostName 10.0.0.1\nInclude ${folder}/mo*\nhost=last # comment\n`,
    );
    expect(sshConfigHosts(path.join(folder, "config"))).toEqual(["pi", "other pi", "inner", "last"]);
  });
});
