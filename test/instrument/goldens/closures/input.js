function counter() {
  let n = 0, step = 2;
  return { inc() { return n += step; }, reset: () => { n = 0; } };
}
module.exports = counter();
