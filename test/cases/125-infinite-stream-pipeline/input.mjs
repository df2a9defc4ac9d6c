function* naturals() { for (let n = 0; ; n++) yield n; }
function* filter(src, p) { for (const x of src) if (p(x)) yield x; }
function* map(src, f) { let i = 0; for (const x of src) yield f(x, i++); }
function* take(src, n) { if (n <= 0) return; for (const x of src) { yield x; if (--n === 0) return; } }
function* window(src, size) { const w = []; for (const x of src) { w.push(x); if (w.length > size) w.shift(); if (w.length === size) yield [...w]; } }
let scale = 1;
const p = take(window(map(filter(naturals(), (n) => n % 3), (x, i) => x * scale + i), 2), 6);
const out = [];
const loop = () => {
  const r = p.next();
  if (r.done) return console.log(out.join(" "));
  out.push(r.value.join("/"));
  scale++;
  setTimeout(loop, 0);
};
loop();
