let n = 0;
const key = (k) => `${k}${n++}`;
const sym = Symbol("m");
function make() {
  return class {
    [key("m")]() { return "method"; }
    static [key("s")] = "static";
    [key("f")] = "field";
    get [key("g")]() { return "getter"; }
    [sym]() { return "symbol"; }
    static [key("sm")]() { return "sm"; }
  };
}
const A = make();
const B = make();
const a = new A();
setTimeout(() => {
  console.log(Object.getOwnPropertyNames(A.prototype).join(), Object.keys(A).join(), Object.keys(a).join(), a[sym]());
  setTimeout(() => {
    const b = new B();
    const a2 = new A();
    console.log(Object.keys(b).join(), Object.keys(a2).join(), a2.m0(), a2.g3, A.s1, B.sm9(), n);
  }, 1);
}, 1);
