function make() {
  let depth = 0;
  const even = (n) => (depth++, n === 0 ? true : odd(n - 1));
  const odd = (n) => (depth++, n === 0 ? false : even(n - 1));
  return { even, odd, depth: () => depth };
}
const m = make();
const k = make();
setTimeout(() => {
  console.log(m.even(10), m.depth(), k.depth());
  process.nextTick(() => {
    console.log(m.odd(3), m.depth(), k.even(1), k.depth());
    setTimeout(() => console.log(m.depth(), k.depth()), 1);
  });
}, 1);
