var fs = [];
for (var i = 0; i < 3; i++) {
  var doubled = i * 2;
  fs.push(() => `${i}:${doubled++}`);
}
setTimeout(() => {
  console.log(fs.map((f) => f()).join(" "));
  i = 40;
  queueMicrotask(() => {
    console.log(fs.map((f) => f()).join(" "));
    setTimeout(() => console.log(fs[0](), doubled), 1);
  });
}, 1);
console.log(fs[2]());
