// engines: node,bun,deno
const log = [];
let fired = 0;
const t = setTimeout(() => { log.push(`t${++fired}`); if (fired < 3) { t.refresh(); } else done(); }, 2);
const keepOut = setTimeout(() => console.log("never"), 1000000);
console.log(keepOut.unref() === keepOut, keepOut.hasRef(), t.hasRef());
function done() {
  const u = setTimeout(() => { log.push("u"); console.log(log.join()); }, 2);
  u.unref();
  u.ref();
}
