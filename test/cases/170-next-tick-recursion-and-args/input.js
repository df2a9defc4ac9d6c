const log = [];
let n = 0;
function again(a, b) {
  log.push(`${a}${b.n++}`);
  if (++n < 4) process.nextTick(again, "x", b);
  else Promise.resolve().then(() => setTimeout(() => console.log(log.join(), n), 1));
}
setTimeout(() => { process.nextTick(again, "first", { n: 7 }); log.push("before"); Promise.resolve().then(() => log.push("micro")); }, 1);
