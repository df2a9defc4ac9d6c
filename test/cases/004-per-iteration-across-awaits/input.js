const tick = () => new Promise((r) => setTimeout(r, 0));
const getters = [];
async function main() {
  for (let i = 0, j = 10; i < 3; i++, j--) {
    getters.push(() => `${i}/${j}`);
    await tick();
    i += 0;
    j -= 1;
    console.log(getters.map((g) => g()).join(" "));
  }
  await tick();
  console.log(getters.map((g) => g()).join(" "));
}
main();
