// use: setFirst; points: swap:1
function keep(first, second) {
  const setFirst = (value) => (first = value);
  return { setFirst, args: arguments };
}
function* swap(a, b) {
  [arguments[0], arguments[1]] = [yield a, b];
  return [a, b];
}
module.exports = { keep, swap };
