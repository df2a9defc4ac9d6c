const gates = Array.from({ length: 50 }, () => { let open; const p = new Promise((r) => (open = r)); return { p, open }; });
let sum = 0;
async function waiter(i, factor = i % 3) {
  let acc = i;
  try { acc += await gates[i].p; for (let k = 0; k < factor; k++) acc += await gates[(i + k) % 50].p; } finally { sum += acc; }
  return acc;
}
const ps = gates.map((_, i) => waiter(i));
(async () => {
  for (let i = 49; i >= 0; i--) { gates[i].open(i); if (i % 10 === 0) { await new Promise((r) => setTimeout(r, 0)); console.log(i, sum); } }
  console.log((await Promise.all(ps)).reduce((a, b) => a + b), sum);
})();
