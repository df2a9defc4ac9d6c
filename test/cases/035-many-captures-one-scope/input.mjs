function big() {
  let a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10, k = 11, l = 12;
  const part1 = () => { a += b; c += d; e += f; };
  const part2 = () => { g += h; i += j; k += l; };
  const mix = () => { a += l; l += a; };
  return { part1, part2, mix, all: () => [a, b, c, d, e, f, g, h, i, j, k, l].join() };
}
const x = big();
const y = big();
x.part1();
setTimeout(() => {
  x.part2();
  y.mix();
  console.log(x.all(), "|", y.all());
  setTimeout(() => {
    x.mix();
    y.part1();
    console.log(x.all(), "|", y.all());
  }, 1);
}, 1);
