// engines: node
const start = process.hrtime.bigint();
process.env.TM_SET = "by program";
delete process.env.TM_GONE;
const args = process.argv.slice(2);
process.title = "renamed";
const { stdout } = process;
setTimeout(() => {
  console.log(process.env.TM_SET, "TM_GONE" in process.env, args.length, typeof process.pid, stdout === process.stdout, process.argv.length);
  process.env.TM_NUM = 5;
  const t = performance.now();
  setTimeout(() => {
    console.log(process.env.TM_NUM === "5", Object.keys(process.env).includes("TM_SET"), process.hrtime.bigint() > start, performance.now() >= t, process.uptime() > 0);
    stdout.write("end\n", () => console.log("written"));
  }, 1);
}, 1);
