let trace = [];
async function main() {
  outer: for (let i = 0; i < 4; i++) {
    inner: for (let j = 0; ; j++) {
      await null;
      if (j === 2) continue outer;
      if (i === 2) break outer;
      block: {
        if (j === 1) break block;
        trace.push(`${i}${j}`);
        await new Promise((r) => setTimeout(r, 0));
        continue inner;
      }
      trace.push("b");
    }
  }
  let x = (trace.push("c"), await 2, trace.length);
  x **= await 2;
  console.log(trace.join(), x, 2 ** 3 ** 2, (-2) ** 2);
}
main();
