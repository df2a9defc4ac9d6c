/** A process of the pool: moves generated programs between fresh realms of its own. */
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { moveProgram } from "./moveProgram.js";
import type { RealmJob, RealmVerdict } from "./realmPool.js";

const script = new vm.Script(readFileSync(process.argv[2]!, "utf8"), { filename: "thingsmigrate-runtime.js" });
const runtimeDirectory = process.argv[3]!;

// What a program that has ended with an uncaught error leaves behind.
process.on("unhandledRejection", () => undefined);
process.on("message", (job: RealmJob) => {
  moveProgram(job, { script, runtimeDirectory }).then(
    (verdict) => process.send?.(verdict),
    (error: unknown) => {
      const difference = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ same: false, difference, turns: [] } satisfies RealmVerdict);
    },
  );
});
