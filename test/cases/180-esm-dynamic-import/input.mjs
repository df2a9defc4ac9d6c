const log = [];
const load = (n) => import(`./part${n}.mjs`);
log.push("before");
const p1 = load(1);
const again = import("./part1.mjs");
setTimeout(async () => {
  const m = await p1;
  log.push(m.value, (await again) === m, m.calls());
  const { default: d, value } = await load(2);
  log.push(d(), value, m.calls());
  await import("./nothing.mjs").catch((e) => log.push(e.code));
  await import("./throws.mjs").catch((e) => log.push(e.message));
  await import("./throws.mjs").catch((e) => log.push(e.message, e.n));
  setTimeout(async () => { log.push((await load(1)) === m, m.calls()); console.log(log.join()); }, 1);
}, 1);
