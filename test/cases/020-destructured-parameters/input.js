function f({ a, b: { c = 5, ...rest } = {}, ...others } = {}, [x, , y = a, ...z] = [1, 2]) {
  return { read: () => JSON.stringify([a, c, rest, others, x, y, z]), bump: () => { c++; x++; } };
}
const p = f({ a: 1, b: { d: 2, e: 3 }, g: 4 }, "hello");
const q = f();
setTimeout(() => {
  console.log(p.read());
  p.bump();
  setTimeout(() => console.log(p.read(), q.read(), f.length), 1);
}, 1);
console.log(q.read());
