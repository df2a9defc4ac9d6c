// engines: node,bun,deno
// What a host adds to its own objects when a module of its own is first used is no change of the program's.
import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";

const wait = () => new Promise((r) => setTimeout(r, 1));
console.log(typeof performance.now(), createHash("md5").update("x").digest("hex"));
await wait();
console.log(typeof performance.timeOrigin, createHash("sha1").update("y").digest("hex"));
await wait();
console.log(typeof performance.now());
