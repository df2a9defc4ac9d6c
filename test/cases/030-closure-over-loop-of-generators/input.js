function* count(from) {
  while (true) {
    const reset = yield from++;
    if (reset !== undefined) from = reset;
  }
}
const gens = [];
for (let i = 0; i < 3; i++) gens.push({ g: count(i * 10), i: () => i++ });
const row = (v) => gens.map(({ g, i }) => `${g.next(v).value}/${i()}`).join(" ");
console.log(row());
setTimeout(() => {
  console.log(row());
  setTimeout(() => {
    console.log(row(5));
    process.nextTick(() => console.log(row()));
  }, 1);
}, 1);
