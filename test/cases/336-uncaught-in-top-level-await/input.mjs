// engines: node,bun,deno
const wait = () => new Promise((r) => setTimeout(r, 1));
class Failed extends Error {
  constructor(message, code) {
    super(message);
    this.name = "Failed";
    this.code = code;
  }
}
async function fails() {
  await wait();
  throw new Failed("after waiting", 7);
}
await wait();
await fails();
