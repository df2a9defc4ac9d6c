function* g() {
  const fs = [];
  for (let i = 0, k = 100; i < 4; i++, k++) {
    fs.push(() => `${i}.${k}`, (v) => { i = v; });
    const jump = yield fs;
    if (jump) i += jump;
    fs.push(() => `late${i}`);
  }
  for (const c of "xy") { fs.push(() => c); yield fs; }
  return fs;
}
const it = g();
const show = (fs) => console.log(fs.filter((f) => f.length === 0).map((f) => f()).join(" "));
let fs = it.next().value;
setTimeout(() => {
  it.next();
  show(fs);
  setTimeout(() => {
    it.next(1);
    fs[1](50);
    show(fs);
    setTimeout(() => { it.next(); show(fs); [...it]; show(fs); }, 1);
  }, 1);
}, 1);
