import { log } from "./log.mjs";
log.push("c");
export const c = "C";
