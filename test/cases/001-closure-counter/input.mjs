function counter(step) {
  let n = 0;
  return () => (n += step);
}
const a = counter(1);
const b = counter(10);
setTimeout(() => {
  console.log(a(), b());
  setTimeout(() => {
    console.log(a(), b());
    process.nextTick(() => console.log(a(), b()));
  }, 2);
  console.log(a(), b());
}, 1);
console.log(a(), b());
