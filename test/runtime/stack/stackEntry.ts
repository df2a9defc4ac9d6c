/** What the programs in fixtures/ use of the runtime, built into one file by builtStack.ts as the build makes the runtime. */
import { hooks, setHost } from "../../../core/runtime/host.js";
import { nodeHost } from "../../../core/runtime/hosts/node.js";
import { readFrames } from "../../../core/runtime/stack/readFrames.js";
import { installStop } from "../../../core/runtime/stack/stopFlag.js";
import { watch } from "../../../core/runtime/stack/watch.js";

declare const require: NodeJS.Require;

const host = nodeHost(require as never);
setHost(host);
hooks.uncaught = (error) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
};

export { host, installStop, readFrames, watch };
