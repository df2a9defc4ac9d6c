const fs = [];
for (let i = 0; i < 4; i++) {
  fs.push({ get: () => i, add: (d) => { i += d; } });
  if (i === 1) i++;
}
const tick = () => new Promise((r) => setTimeout(r, 1));
(async () => {
  console.log(fs.map((f) => f.get()).join());
  await tick();
  fs[0].add(100);
  fs[1].add(10);
  console.log(fs.map((f) => f.get()).join());
  await null;
  fs[1].add(1);
  await tick();
  console.log(fs.map((f) => f.get()).join());
})();
