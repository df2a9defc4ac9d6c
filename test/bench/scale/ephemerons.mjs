// Each value in a WeakMap is the key of the next entry: n of them, and only the first is reachable otherwise.
const next = new WeakMap();
const first = {};
{
  let at = first;
  for (let i = 0; i < Number(process.argv[2]); i++) {
    const made = { i };
    next.set(at, made);
    at = made;
  }
}
setTimeout(() => {
  let sum = 0;
  for (let at = next.get(first); at; at = next.get(at)) sum += at.i;
  console.log(sum);
}, 1);
