const log = [];
const a = setTimeout(() => log.push("a never"), 60);
const b = setTimeout(() => log.push("b never"), 60);
const c = setTimeout(() => log.push("c"), 80);
const held = new Map([["b", b]]);
const im = setImmediate(() => log.push("imm never"));
clearImmediate(im);
clearTimeout(undefined);
clearTimeout({});
setTimeout(() => {
  clearTimeout(a);
  clearTimeout(held.get("b"));
  clearTimeout(a);
}, 1);
setTimeout(() => { clearTimeout(c); console.log(log.join()); }, 200);
