const log = [];
for (let i = 0; i < 5; i++) setTimeout((x) => { log.push(`${x}${i}`); if (i === 2) queueMicrotask(() => log.push("m")); if (i === 3) process.nextTick(() => log.push("n")); }, 3, "t");
setTimeout(() => console.log(log.join(" ")), 12);
log.push("sync");
