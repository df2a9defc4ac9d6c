const make = (n) => ({ inc: () => ++n });
const first = make(0);
const places = [
  [first.inc],
  { f: first.inc },
  new Map([["k", first.inc]]),
  new Set([first.inc]),
  Object.assign(() => {}, { f: first.inc }),
  Object.create({ inherited: first.inc }),
];
const all = () => [places[0][0], places[1].f, places[2].get("k"), [...places[3]][0], places[4].f, places[5].inherited];
setTimeout(() => {
  console.log(all().every((f) => f === first.inc), all().map((f) => f()).join());
  setTimeout(() => console.log(new Set(all()).size, all().map((f) => f()).join(), first.inc()), 1);
}, 1);
