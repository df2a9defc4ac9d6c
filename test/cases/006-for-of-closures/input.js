const makers = [];
for (const [k, v] of Object.entries({ a: 1, b: 2, c: 3 })) makers.push(() => k + v);
let last;
for (let x of [5, 6, 7]) {
  makers.push(() => x++);
  last = (v) => (x = v);
}
setTimeout(() => {
  console.log(makers.map((m) => m()).join());
  last(100);
  setTimeout(() => console.log(makers.map((m) => m()).join()), 1);
}, 1);
