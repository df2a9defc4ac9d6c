// use: innermost
function outer(a) {
  return function middle(b) {
    return function innermost(c) { return a + b + c; };
  };
}
module.exports = outer(1)(2);
