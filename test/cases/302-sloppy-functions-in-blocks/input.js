// A sloppy function in a block is two variables: one of the block, one of the function around it (Annex B.3.2).
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
async function main() {
  for (let i = 0; i < 3; i++) {
    console.log("before", typeof f, typeof f === "function" ? `${f.name} ${f.length}` : f);
    await sleep(1);
    {
      console.log("in", f(1), i);
      await sleep(2);
      const g = () => f;
      function f(a, b) {
        return i < 2 ? typeof f + i : 7;
      }
      await sleep(2);
      if (i === 1) f = 5;
      console.log("same", g() === f);
    }
    await sleep(3);
    console.log("after", typeof f, String(f).slice(0, 15));
  }
  const h = () => f;
  await sleep(1);
  console.log(h()());
  for (let i = 0; i < 2; i++) {
    function late(n) {
      return n > 0 ? late(n - 1) + 1 : i;
    }
    await sleep(1);
    console.log(late(3));
  }
  console.log(late(5));
}
main();
