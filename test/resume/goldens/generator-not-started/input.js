// use: none; points: lazy:0
function* lazy(a, b = 2) {
  yield a;
  return b;
}
module.exports = lazy(1);
