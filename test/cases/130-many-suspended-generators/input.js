function* node(depth, path) {
  let visits = 0;
  for (;;) {
    visits++;
    const sub = depth > 0 ? [node(depth - 1, path + "l"), node(depth - 1, path + "r")] : [];
    for (const s of sub) yield s.next().value + visits;
    yield `${path}${visits}`;
  }
}
const all = Array.from({ length: 40 }, (_, i) => node(i % 4, `n${i}`));
all.forEach((it, i) => { for (let k = 0; k < i % 5; k++) it.next(); });
const hash = () => all.map((it) => it.next().value).join("").split("").reduce((h, c) => (h * 31 + c.charCodeAt(0)) | 0, 0);
console.log(hash());
setTimeout(() => {
  console.log(hash());
  setTimeout(() => console.log(hash(), all[7].next().value), 1);
}, 1);
