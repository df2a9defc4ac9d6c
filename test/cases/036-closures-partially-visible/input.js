function pair() {
  let a = 0, b = 0;
  return [() => ++a, () => ++b, () => `${a}${b}`, (v) => { b = v; }];
}
let [incA, , bothOf] = pair();
const [, incB] = pair();
const third = pair();
const keep = { incA, both: bothOf, set: third[3], inc: third[1] };
incA = bothOf = null;
setTimeout(() => {
  keep.incA();
  console.log(keep.both(), incB());
  keep.set(7);
  setTimeout(() => console.log(keep.incA(), keep.both(), keep.inc(), incB()), 1);
}, 1);
