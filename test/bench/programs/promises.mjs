// Promise-heavy: pipelines of async functions with little work between their awaits.
const identity = async (value) => value;

async function stage(value, depth) {
  const own = await identity(value + depth);
  if (depth === 0) return own;
  const [left, right] = await Promise.all([stage(own, depth - 1), identity(depth)]);
  return (left + right) % 1_000_003;
}

async function* numbers(limit) {
  for (let i = 0; i < limit; i++) yield i;
}

export async function run() {
  let total = 0;
  for (let i = 0; i < 10_000; i++) total = (total + (await stage(i, 6))) % 1_000_003;
  for await (const number of numbers(30_000)) total = (total + number) % 1_000_003;
  return new Promise((resolve) => resolve(total)).then((value) => value + 1).finally(() => undefined);
}
