const g = /(?<word>\w+)-(?<num>\d+)/g;
const y = /a/y;
const plain = /x\/y[/]/imsu;
const text = "ab-1 cd-22 ef-333";
g.exec(text);
y.lastIndex = 2;
plain.tag = { t: 1 };
setTimeout(() => {
  console.log(g.lastIndex, y.test("bba"), y.lastIndex, plain.source, plain.flags, plain.tag.t);
  const m = g.exec(text);
  setTimeout(() => {
    console.log(m[0], m.index, m.groups.word, m.groups.num, m.input === text, g.lastIndex);
    console.log(JSON.stringify([...text.matchAll(g)].map((x) => x.groups)), y.test("a"), text.replace(g, "$<num>:$<word>"));
  }, 1);
}, 1);
