let n = 0;
const write = () => {
  process.stdout.write(`out${n} `);
  process.stderr.write(`err${n}\n`);
  if (++n < 4) setTimeout(write, 1);
  else { process.stdout.write("no newline at end"); console.error("last"); }
};
write();
