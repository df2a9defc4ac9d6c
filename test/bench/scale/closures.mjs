// n pairs of closures over a variable of their own.
function counter(n) {
  const step = n % 7;
  return { add: () => (n += step), get: () => n };
}
const all = Array.from({ length: Number(process.argv[2]) }, (_, i) => counter(i));
setTimeout(() => {
  let sum = 0;
  for (const one of all) {
    one.add();
    sum += one.get();
  }
  console.log(sum);
}, 1);
