let x = "module";
function f(x = "param") {
  const a = () => x;
  {
    let x = "block";
    var b = () => x;
    {
      const x = "inner block";
      var c = () => x;
    }
    x += "+";
  }
  try {
    throw "caught";
  } catch (x) {
    var d = () => x;
    x += "+";
  }
  for (let x = 0; x < 1; x++) var e = () => x;
  const g = function x() { return typeof x; };
  return () => [a, b, c, d, e, g].map((h) => h()).join();
}
const r = f();
const s = f("arg");
setTimeout(() => {
  console.log(r());
  x = "module+";
  setTimeout(() => console.log(s(), x), 1);
}, 1);
