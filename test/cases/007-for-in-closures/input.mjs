const o = { x: 1, y: 2, [Symbol("no")]: 3 };
const fs = {};
for (const key in o) fs[key] = (v) => (v === undefined ? o[key] : (o[key] = v));
const step = () => Object.keys(fs).map((k) => `${k}=${fs[k]()}`).join();
process.nextTick(() => {
  console.log(step());
  fs.x(10);
  setTimeout(() => {
    console.log(step());
    fs.y(20);
    Promise.resolve().then(() => console.log(step(), JSON.stringify(o)));
  }, 1);
});
