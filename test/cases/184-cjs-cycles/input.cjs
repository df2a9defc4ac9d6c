const a = require("./a.cjs");
const b = require("./b.cjs");
console.log(a.done, b.done, b.sawA, a.fromB());
setTimeout(() => {
  a.n++;
  console.log(b.readA(), a.fromB(), require("./a.cjs") === a);
}, 1);
