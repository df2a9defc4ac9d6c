const log = [];
setTimeout(() => {
  setImmediate(() => {
    log.push("i1");
    setImmediate(() => log.push("i3"));
    process.nextTick(() => log.push("n1"));
    queueMicrotask(() => log.push("m1"));
  });
  const gone = setImmediate(() => log.push("never"));
  setImmediate(() => { log.push("i2"); clearImmediate(gone); setImmediate(() => setImmediate(() => console.log(log.join()))); });
  clearImmediate(gone);
}, 1);
