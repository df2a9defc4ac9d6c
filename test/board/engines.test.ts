import { describe, expect, it } from "vitest";
import { engineCommand, findEngines, selectEngine } from "../../core/board/engines.js";

describe("engines", () => {
  it("the Node that runs this is found, and hosts QuickJS", async () => {
    const engines = await findEngines();
    expect(selectEngine(engines, "node")).toMatchObject({ executable: process.execPath, version: process.versions.node });
    const quickjs = selectEngine(engines, "quickjs");
    expect(engineCommand(quickjs, "/p")).toEqual({ file: process.execPath, args: ["/p/.thingsmigrate/quickjs.cjs", "/p"] });
  });

  it("can be named by the user, and chosen by version", async () => {
    const engines = await findEngines({
      PATH: "",
      THINGSMIGRATE_ENGINES: `node@own=${process.execPath}:bun=/nowhere/bun`,
      XDG_CACHE_HOME: "/nowhere",
    });
    expect(engines.map((engine) => engine.name)).toEqual(["node", "node@own", "quickjs"]);
    expect(selectEngine(engines, `node@${process.versions.node.split(".")[0] ?? ""}`).name).toBe("node");
    expect(() => selectEngine(engines, "bun")).toThrow(expect.objectContaining({ code: "E_ENGINE_UNKNOWN" }));
  });
});
