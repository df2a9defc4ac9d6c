function add(a, b, c) { return `${this && this.tag}:${[a, b, c].join()}`; }
const ctx = { tag: "ctx" };
const b1 = add.bind(ctx, 1);
const b2 = b1.bind({ tag: "ignored" }, 2);
class P { constructor(x, y) { this.s = x + y; } }
const BP = P.bind(null, 10);
b1.extra = "e";
const log = console.log.bind(console, "bound:");
const push = Array.prototype.push.bind([1, 2]);
setTimeout(() => {
  log(b1(8, 9), b2(3), b1.name, b2.name, b1.length, b2.length);
  ctx.tag = "changed";
  setTimeout(() => {
    log(b2(4), new BP(5).s, new BP(1) instanceof P, b1.extra, "prototype" in b1, push(3), push(4));
  }, 1);
}, 1);
