const w = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
const log = [];
async function* g() {
  let n = 0;
  try {
    while (n < 4) { log.push(`start${n}`); const v = yield w(1, n++); log.push(`sent ${v}`); }
    return "end";
  } finally { log.push("finally"); await w(1); }
}
const it = g();
const queue = [it.next("a"), it.next("b"), it.next("c"), it.return("R"), it.next("after"), it.throw("T").catch((e) => `rejected ${e}`)];
queue.forEach((p, i) => p.then((r) => log.push(`#${i} ${typeof r === "string" ? r : `${r.value} ${r.done}`}`)));
log.push("queued");
Promise.all(queue).then(() => console.log(log.join("\n")));
