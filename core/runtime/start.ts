import { nodeHost } from "./hosts/node.js";
import { boot } from "./boot.js";

declare const require: NodeJS.Require & { main: unknown };
declare const module: { readonly filename: string; readonly path: string };

/**
 * Entry of `.thingsmigrate/start.cjs`. Loaded by the program's entry (`node out/src/app.mjs`) it prepares the realm; started itself
 * (`node out/.thingsmigrate/start.cjs`) it also runs the program, or waits for a program to restore (THINGSMIGRATE_MODE=warm).
 */
const directory = __dirname.replace(/[\\/]\.thingsmigrate$/, "");
boot(nodeHost(require as never), directory, require.main === module);
