// engines: node,bun,deno
// Promises that the host makes and chains by itself are none of the program's turns, and end while it stands still.
import fs from "node:fs";
import { readFile } from "node:fs/promises";

const own = new URL(import.meta.url);
const text = await readFile(own, "utf8");
console.log(text.startsWith("// engines"));
const [size, list] = await Promise.all([fs.promises.stat(own).then((stat) => stat.size), fs.promises.readdir(new URL(".", own))]);
console.log(size === Buffer.byteLength(text), list.includes("input.mjs"));
await fs.promises.readFile(new URL("./none", own)).catch((error) => console.log(error.code));
