// engines: node,bun,deno
let attempts = 0;
setTimeout(() => {
  attempts++;
  setTimeout(() => {
    process.nextTick(() => {
      throw Object.assign(new RangeError("too late"), { attempts });
    });
  }, 1);
}, 1);
