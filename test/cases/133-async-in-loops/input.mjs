const w = (v) => new Promise((r) => setTimeout(r, 0, v));
async function main() {
  const out = [];
  for (let i = await w(0); i < (await w(3)); i += await w(1)) { if (i === (await w(1))) continue; out.push(i); }
  let n = 3;
  while (await w(n--)) out.push(`w${n}`);
  do out.push("d"); while ((await w(n++)) < 1);
  for (const x of await w(["a", "b"])) { await w(); out.push(x); }
  for (const k in await w({ p: 1, q: 2 })) { await w(); out.push(k); }
  for (const [i, c] of [..."xyz"].entries()) { if (i === 1) { await w(); continue; } if (i === 2) { await w(); break; } out.push(c + i); }
  l: for (;;) { for (;;) { await w(); break l; } }
  console.log(out.join());
}
main();
