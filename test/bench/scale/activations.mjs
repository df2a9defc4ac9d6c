// n async functions, each waiting for the one before.
let resolve;
let last = new Promise((settle) => (resolve = settle));
async function after(previous, i) {
  const value = await previous;
  return value + (i % 3);
}
for (let i = 0; i < Number(process.argv[2]); i++) last = after(last, i);
void last.then((value) => console.log(value));
setTimeout(() => setTimeout(() => resolve(1), 1), 1);
