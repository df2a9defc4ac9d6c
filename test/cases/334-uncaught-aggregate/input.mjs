// engines: node,bun,deno
setTimeout(async () => {
  await null;
  setTimeout(() => {
    queueMicrotask(() => {
      throw new AggregateError([new Error("first"), "second"], "several");
    });
  }, 1);
}, 1);
