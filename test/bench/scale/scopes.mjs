// n closures, each over a scope that holds the one before: a chain of scopes n deep, that can change.
function link(previous) {
  return { get: () => previous, set: (value) => (previous = value) };
}
let last = null;
for (let i = 0; i < Number(process.argv[2]); i++) last = link(last);
setTimeout(() => {
  let count = 0;
  for (let at = last; at; at = at.get()) count++;
  console.log(count);
}, 1);
