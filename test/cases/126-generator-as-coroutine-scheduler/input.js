const log = [];
const ready = [];
function* task(name, n) {
  const box = yield { type: "mailbox" };
  for (let i = 0; i < n; i++) {
    const got = yield i % 2 ? { type: "sleep" } : { type: "recv" };
    log.push(`${name}${i}:${got}:${box.length}`);
  }
  return name;
}
function run() {
  const t = ready.shift();
  if (!t) return console.log(log.join(" "));
  const r = t.it.next(t.send);
  if (r.done) log.push(`end ${r.value}`);
  else if (r.value.type === "mailbox") ready.push({ it: t.it, box: (t.box = ["m1", "m2", "m3"]), send: t.box });
  else if (r.value.type === "recv") ready.push({ ...t, send: t.box.shift() });
  else return void setTimeout(() => { ready.push({ ...t, send: "woke" }); run(); }, 0);
  queueMicrotask(run);
}
ready.push({ it: task("A", 3) }, { it: task("B", 4) });
run();
