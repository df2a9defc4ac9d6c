// engines: node,bun,deno
// Listeners for signals: the host's signals come to the program wherever it is, and not to listeners that were removed.
const wait = (ms) => new Promise((r) => setTimeout(r, ms));
const alive = setInterval(() => {}, 1000);
const raise = async (name) => {
  const came = new Promise((r) => process.once(name, r));
  process.kill(process.pid, name);
  await came;
};

process.on("SIGUSR2", (name, number) => console.log("always", name, number > 0));
const once = (name) => console.log("once", name);
process.once("SIGUSR2", once);
console.log(process.listenerCount("SIGUSR2"));
await raise("SIGUSR2");
console.log(process.listenerCount("SIGUSR2"));
await wait(1);
await raise("SIGUSR2");
process.on("SIGTERM", (name) => {
  console.log("told to end by", name);
  clearInterval(alive);
});
await wait(1);
await raise("SIGTERM");
process.removeAllListeners("SIGTERM");
console.log(process.listenerCount("SIGTERM"));
