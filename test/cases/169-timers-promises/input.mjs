// engines: node,bun,deno
import { setTimeout as sleep, setImmediate as immediate, setInterval as every } from "node:timers/promises";
import { promisify } from "node:util";
const log = [];
log.push(await sleep(1, "slept"), await immediate("imm"), await promisify(setTimeout)(1, "promisified"));
let n = 0;
for await (const v of every(1, "tick")) { log.push(v); if (++n === 3) break; }
const ac = new AbortController();
const p = sleep(1000000, null, { signal: ac.signal });
setTimeout(() => ac.abort(), 1);
try { await p; } catch (e) { log.push(e.name, e.code); }
console.log(log.join());
