import { a, setA, hoistedA } from "./a.mjs";
import { b, callsA } from "./b.mjs";
console.log(a, b(), callsA());
setTimeout(() => {
  setA("changed");
  console.log(a, b(), callsA(), hoistedA());
}, 1);
