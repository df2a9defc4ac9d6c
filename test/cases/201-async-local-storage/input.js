// engines: node
const { AsyncLocalStorage } = require("node:async_hooks");
const als = new AsyncLocalStorage();
const log = [];
const w = () => new Promise((r) => setTimeout(r, 0));
async function job(id) {
  await als.run({ id }, async () => { await w(); log.push(als.getStore().id); setTimeout(() => log.push(`t${als.getStore().id}`), 1); await w(); als.getStore().id += "!"; log.push(als.getStore().id); });
  log.push(String(als.getStore()));
}
Promise.all([job("a"), job("b")]).then(() => setTimeout(() => console.log(log.sort().join()), 2));
