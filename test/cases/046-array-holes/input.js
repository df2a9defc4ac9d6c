const a = [1, , 3, , ,];
const b = new Array(5);
b[2] = undefined;
const c = [];
c[1000] = "far";
c.tag = "named";
const show = () => console.log(a.length, 1 in a, a.map((x) => x).includes(undefined), Object.keys(a).join(), 2 in b, 1 in b, b.length, c.length, Object.keys(c).join());
setTimeout(() => {
  show();
  a[1] = "filled";
  delete a[0];
  c.length = 3;
  setTimeout(() => {
    show();
    a.push("end");
    console.log(JSON.stringify(a), c.tag);
  }, 1);
}, 1);
