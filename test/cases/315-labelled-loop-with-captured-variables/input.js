// engines: node,bun,deno
// A labelled loop whose variables closures capture: `continue` and `break` to its label, before and after a move in the middle of a round. (On QuickJS
// a labelled `continue` gives the next round no variables of its own.)
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
async function rounds() {
  const seen = [];
  outer: for (let i = 0, step = 1; i < 5; i += step) {
    seen.push(() => [i, step]);
    for (let j = 0; j < 3; j++) {
      await sleep(j);
      if (j > i) continue outer;
      if (i === 4) break outer;
      seen.push(() => i * 10 + j);
    }
    again: do {
      await sleep(i);
      if (i === 2) continue again;
      console.log("end of round", i);
    } while (false);
  }
  return seen.map((f) => f());
}
function* stepping() {
  outer: for (let n = 0; n < 4; n++) {
    const f = () => n++;
    switch (yield n) {
      case "skip":
        continue outer;
      case "twice":
        f();
        continue outer;
      case "end":
        break outer;
    }
    yield f();
  }
  return "over";
}
const it = stepping();
console.log(it.next(), it.next("skip"));
setTimeout(() => console.log(it.next("twice"), it.next(), it.next("end")), 2);
rounds().then((all) => console.log(all));
