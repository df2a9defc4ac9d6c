const w = () => new Promise((r) => setTimeout(r, 0));
let shared = 0;
const log = [];
async function racer(id, n) {
  for (let i = 0; i < n; i++) {
    const seen = shared;
    await (i % 2 ? null : w());
    shared = seen + 1;
    log.push(`${id}${shared}`);
  }
}
async function main() {
  const ps = [racer("a", 4), racer("b", 3), racer("c", 2)];
  await ps[2];
  log.push("c done");
  await Promise.all(ps);
  console.log(shared, log.join(" "));
}
main();
