const log = [];
const thenable = { calls: 0, then(res, rej) { this.calls++; setTimeout(res, 1, "late"); } };
const getter = { get then() { log.push("get then"); return (r) => r("from getter"); } };
const evil = { then(res, rej) { res("first"); rej("ignored"); throw new Error("ignored too"); } };
const throwing = { get then() { throw new Error("getter threw"); } };
const never = { then: 5 };
class Lazy { then(r) { return Promise.resolve("lazy").then(r); } }
(async () => {
  log.push(await thenable, await getter, await evil, await throwing.then0, (await never) === never, await new Lazy());
  try { await throwing; } catch (e) { log.push(e.message); }
  const chained = Promise.resolve(thenable).then((v) => [v, thenable]).then(([v, t]) => t.calls);
  log.push(await chained, await new Promise((r) => r(new Lazy())), await (async () => new Lazy())());
  const p = Promise.resolve(1);
  log.push(Promise.resolve(p) === p, (await Promise.resolve(thenable)) + thenable.calls);
  let self;
  self = new Promise((r) => setTimeout(() => r(self), 1));
  await self.catch((e) => log.push(e.name));
  console.log(log.join());
})();
