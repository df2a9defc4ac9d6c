function f(k) {
  switch (k) {
    case 0:
      let x = "zero";
      return () => x;
    case 1:
      x = "one";
      return () => (x += "!");
    default: {
      const x = "inner";
      return () => x;
    }
  }
}
const fs = [0, 2].map(f);
let err;
try {
  f(1);
} catch (e) {
  err = e.name;
}
setTimeout(() => {
  console.log(fs.map((g) => g()).join(), err);
  setTimeout(() => console.log(fs.map((g) => g()).join()), 1);
}, 1);
