function f() {
  return f.count++;
}
f.count = 5;
f.self = f;
const g = () => g.tag;
g.tag = { deep: f };
Object.defineProperty(g, "hidden", { value: 7, enumerable: false });
const h = function () {};
h.prototype.hello = () => "hi";
h.prototype = null;
setTimeout(() => {
  console.log(f(), f.self === f, g().deep === f, Object.keys(g).join(), g.hidden);
  setTimeout(() => console.log(f(), f.count, h.prototype, Object.keys(f).join()), 1);
}, 1);
