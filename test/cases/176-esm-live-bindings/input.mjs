import { n, inc, history } from "./counter.mjs";
import * as counter from "./counter.mjs";
import def, { n as renamed } from "./counter.mjs";
const read = () => `${n}${counter.n}${renamed}`;
console.log(read(), def());
setTimeout(() => {
  inc();
  console.log(read(), history.join());
  try { counter.n = 5; } catch (e) { console.log(e.name); }
  setTimeout(() => { inc(); console.log(read(), def(), Object.keys(counter).join(), counter[Symbol.toStringTag]); }, 1);
}, 1);
