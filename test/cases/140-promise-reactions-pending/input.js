let resolve, reject;
const p = new Promise((r) => (resolve = r));
const q = new Promise((_, r) => (reject = r));
const log = [];
const tail = p.then((v) => { log.push(`1:${v}`); return v + 1; }).then((v) => { throw new Error(`x${v}`); }).catch((e) => e.message).finally(() => log.push("fin"));
p.then((v) => log.push(`2:${v}`));
q.then(() => log.push("never"), (e) => log.push(`r:${e}`));
q.catch((e) => log.push(`c:${e}`));
setTimeout(() => {
  p.then((v) => log.push(`3:${v}`));
  resolve(10);
  resolve(20);
  reject("bad");
  log.push("settled");
  setTimeout(async () => {
    p.then((v) => log.push(`4:${v}`));
    log.push(await tail);
    console.log(log.join(" "));
  }, 1);
}, 1);
