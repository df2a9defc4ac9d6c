// Jumps out of a try whose body declares by a pattern with holes, held up by a finally that pauses.
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
async function run() {
  for (let round = 0; round < 4; round++) {
    try {
      const [first, , third = await sleep("third"), , ...rest] = [round, "hole", undefined, "hole", "rest"];
      console.log(first, third, rest.join());
      if (round === 1) continue;
      if (round === 2) return "returned";
    } catch ([, second]) {
      console.log(second);
    } finally {
      await sleep(1);
      console.log("finally", round);
      await sleep(1);
    }
  }
}
run().then(console.log);
