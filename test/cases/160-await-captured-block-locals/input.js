const w = () => new Promise((r) => setTimeout(r, 0));
async function f(list) {
  const out = [];
  const later = [];
  for (const item of list) {
    let state = "new";
    const set = (s) => { state = `${s}${item}`; };
    later.push(() => state);
    await w();
    { const item = state; out.push(() => item + state); await w(); }
    set("set");
    switch (await item) {
      case 2: { let two = "two"; await w(); later.push(() => (two += "!")); }
      default: let d = `d${item}`; await w(); later.push(() => d);
    }
    try { throw item; } catch (e) { await w(); later.push(() => e++); }
    if (later.length > 2) await w();
  }
  return [out.map((g) => g()).join(), later.map((g) => g()).join(), later.map((g) => g()).join()].join(" | ");
}
f([1, 2, 3]).then(console.log);
