// engines: node,bun,deno
const seen = [];
let n = 0;
const boom = () => {
  n++;
  throw new Error(`boom${n}`);
};
process.on("uncaughtException", (e, origin) => {
  seen.push(`${e.message}/${origin}`);
  if (n < 3) setTimeout(boom, 1);
  else if (n === 3) process.nextTick(() => { n++; throw new Error("tick"); });
  else setTimeout(() => console.log(seen.join()), 1);
});
setTimeout(boom, 1);
