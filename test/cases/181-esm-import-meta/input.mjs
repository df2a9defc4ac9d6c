// engines: node,bun,deno
import { meta, own } from "./sub.mjs";
const m = import.meta;
m.tag = "mine";
const tail = (u) => u.split("/").slice(-2).join("/");
console.log(tail(m.url), tail(meta().url));
setTimeout(() => {
  console.log(import.meta === m, import.meta.tag, meta() === own(), meta() === m, new URL("./x.txt", m.url).pathname.endsWith("/x.txt"), Object.getPrototypeOf(m));
  setTimeout(() => console.log(Object.keys(import.meta).includes("url"), tail(import.meta.resolve("./sub.mjs")), typeof import.meta.dirname), 1);
}, 1);
