setTimeout(() => {
  setTimeout(() => process.nextTick(() => require("./no-such-module.cjs")), 1);
}, 1);
