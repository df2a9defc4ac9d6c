import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { bundleSuite, makeSuiteWorkspace } from "../../scripts/extensionTests.mjs";
import { withTestHome } from "./testHome.js";
import { openBrowser } from "./workbench.js";

interface Result {
  readonly name: string;
  readonly error?: string;
}

/** Milliseconds. */
const limit = 180_000;

it(
  "the extension does what its commands say, in a real extension host",
  async () => {
    await withTestHome(async ({ folder, root, startServer }) => {
      const workspace = path.join(folder, "thermostat");
      const suite = path.join(folder, "suite.cjs");
      const result = path.join(folder, "result.json");
      mkdirSync(workspace);
      makeSuiteWorkspace(workspace);
      await bundleSuite(suite);
      const server = await startServer({ TM_SUITE_RESULT: result });
      const page = await openBrowser();
      const said: string[] = [];
      try {
        // How the workbench tells whoever drives it that the tests are over.
        const exit = new Promise<number>((resolve, reject) => {
          void page.exposeFunction("codeAutomationExit", resolve);
          // Before the test's own limit, so that what was started is cleared away.
          AbortSignal.timeout(limit).onabort = () => reject(new Error(`the suite did not end\n${said.join("\n")}`));
        });
        await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => said.push(args.join(" ")));
        await page.goto(server.address(workspace, { extension: root, tests: suite }));
        const code = await exit;
        const results = existsSync(result) ? (JSON.parse(readFileSync(result, "utf8")) as Result[]) : [];
        expect(results.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]))).toEqual([]);
        expect(results.length, said.join("\n")).toBeGreaterThanOrEqual(4);
        expect(code).toBe(0);
      } finally {
        await page.context().browser()?.close();
      }
    });
  },
  limit + 60_000,
);
