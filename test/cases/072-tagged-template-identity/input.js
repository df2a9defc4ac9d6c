const seen = [];
const tag = (strings, ...v) => { seen.push(strings); return strings.raw.join("|") + v.join(); };
const site = (x) => tag`a${x}\n${x + 1}`;
const other = (x) => tag`a${x}\n${x + 1}`;
async function later(x) { return tag`w${await x}z`; }
(async () => {
  site(1);
  await later(1);
  await new Promise((r) => setTimeout(r, 1));
  console.log(site(2), other(2), await later(5));
  await null;
  site(3);
  await later(6);
  console.log(seen[0] === seen[2], seen[2] === seen[3], seen[2] === seen[5], seen[1] === seen[4], seen[4] === seen[6], Object.isFrozen(seen[0]), seen[0].raw[1]);
})();
