const cells = [];
for (let i = 0; i < 500; i++) {
  let n = i;
  cells.push({ add: (d) => { n += d; }, get: () => n });
}
const sum = () => cells.reduce((s, c) => s + c.get(), 0);
const tick = () => new Promise((r) => setTimeout(r, 1));
(async () => {
  console.log(sum());
  await tick();
  cells.forEach((c, i) => i % 2 && c.add(1));
  console.log(sum());
  await tick();
  cells[10].add(1000);
  console.log(sum(), cells[10].get(), cells[11].get());
})();
