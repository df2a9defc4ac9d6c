import { log } from "./log.mjs";
log.push("a start");
export const a = await new Promise((r) => setTimeout(() => { log.push("a timer"); r("A"); }, 2));
log.push("a end");
