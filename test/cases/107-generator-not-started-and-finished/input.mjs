let log = [];
function* g(x = log.push("default")) {
  log.push("started");
  try { yield x; } finally { log.push("finally"); }
}
const fresh = g();
const done = g();
[...done];
const returned = g();
returned.return("r");
const failed = g();
try { failed.throw(new Error("e")); } catch {}
setTimeout(() => {
  console.log(log.join(), JSON.stringify(done.next()), JSON.stringify(returned.next()), JSON.stringify(failed.next()));
  setTimeout(() => console.log(JSON.stringify(fresh.next()), JSON.stringify(fresh.return(7)), log.join()), 1);
}, 1);
