// use: fail
function f() {
  const limit = 3;
  return { fail: () => { limit = 4; } };
}
module.exports = f();
