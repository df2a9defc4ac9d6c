// n suspended generators.
function* count(i) {
  for (;;) i += yield i;
}
const all = Array.from({ length: Number(process.argv[2]) }, (_, i) => {
  const made = count(i);
  made.next();
  return made;
});
setTimeout(() => console.log(all.reduce((sum, one) => sum + one.next(1).value, 0)), 1);
