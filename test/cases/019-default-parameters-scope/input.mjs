let calls = 0;
function f(a = ++calls, b = () => a, c = (v) => { a = v; }) {
  var a;
  const outer = b;
  a = "body";
  return { outer: () => outer(), body: () => a, set: c };
}
const r = f();
const s = f(50);
setTimeout(() => {
  console.log(r.outer(), r.body(), s.outer(), s.body(), calls);
  r.set("changed");
  setTimeout(() => {
    console.log(r.outer(), r.body(), s.outer(), calls);
    console.log(f.length, f().outer());
  }, 1);
}, 1);
