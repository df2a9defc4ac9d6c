function a(x) {
  let p = x;
  return function b(y) {
    let q = y;
    return function c(z) {
      let r = z;
      return { sum: () => p + q + r, p: (v) => (p = v), q: (v) => (q = v), r: (v) => (r = v) };
    };
  };
}
const b1 = a(1);
const b2 = a(1000);
const c1 = b1(10);
const leaves = [c1(100), c1(200), b1(20)(300), b2(10)(100)];
const show = () => console.log(leaves.map((l) => l.sum()).join());
show();
setTimeout(() => {
  leaves[0].p(2);
  show();
  setTimeout(() => {
    leaves[1].q(50);
    show();
    leaves.push(c1(0), b2(0)(0));
    setTimeout(() => {
      leaves[2].r(7);
      leaves[5].p(5);
      show();
    }, 1);
  }, 1);
}, 1);
