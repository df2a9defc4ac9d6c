function sloppy(a, b) {
  const args = arguments;
  const setA = (v) => { a = v; };
  const getB = () => b;
  return { args, setA, getB, getA: () => a };
}
function strict(a) {
  "use strict";
  const args = arguments;
  return { args, setA: (v) => { a = v; }, getA: () => a };
}
const s = sloppy(1, 2, 3);
const t = strict(1);
const show = () => console.log([...s.args].join(), s.getA(), s.getB(), s.args.length, t.args[0], t.getA());
show();
setTimeout(() => {
  t.setA(9);
  show();
  setTimeout(() => show(), 1);
}, 1);
