import { a } from "./a.mjs";
import { b, when } from "./b.mjs";
import { log } from "./log.mjs";
log.push("main");
console.log(a, b, log.join(" "));
setTimeout(() => console.log(when(), log.length), 1);
