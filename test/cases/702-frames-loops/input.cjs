// Moved at every safepoint: loops of all kinds, their labels, and bindings of each round.
const seen = [];
const see = (x) => (seen.push(x), x);
const fns = [];
for (let i = see(0); see(i) < 3; i += see(1)) fns.push(() => i);
outer: for (const a of [1, 2, 3]) {
  for (const b in { x: 1, y: 2 }) {
    if (see(a) === 2) continue outer;
    if (see(b) === "y" && a === 3) break outer;
    fns.push(() => `${a}${b}`);
  }
}
let n = 3;
while (see(n) > 0) n--;
do {
  if (see(n++) === 1) continue;
} while (see(n) < 3);
for (const [k, { w = 5 }] of new Map([[see(1), {}], [2, { w: 6 }]])) see(k + w);
switch (see(2)) {
  case 1:
    see("one");
  case 2:
    see("two");
  case 3:
    see("three");
    break;
  default:
    see("none");
}
console.log(seen.join(), fns.map((f) => f()).join());
