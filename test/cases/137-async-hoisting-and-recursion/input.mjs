console.log(typeof hoisted);
hoisted(3).then((v) => console.log("sum", v));
async function hoisted(n) {
  if (n === 0) { await null; return 0; }
  const rest = await hoisted(n - 1);
  await new Promise((r) => setTimeout(r, 1));
  return n + rest;
}
{
  async function inBlock(n) { await null; return inBlock.name + n; }
  inBlock(1).then(console.log);
}
const fib = async function me(n) { return n < 2 ? n : (await me(n - 1)) + (await me(n - 2)); };
fib(7).then(console.log);
