// use: inc, get
function counter() {
  let n = 0, step = 2;
  function inc() {
    n += step; // every time
    return n;
  }
  return { inc, get: () => n };
}
module.exports = counter();
