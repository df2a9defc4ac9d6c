$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module
});

function counter() {
  let n = 0, step = 2;
  return { inc() {
    if ($capturing) return $tm.report("qad34q.2", () => n, v => n = v, () => step);
    return n += step;
  /*#qad34q.2:r*/}, reset: () => {
    if ($capturing) return $tm.report("qad34q.3", () => n, v => n = v);
    n = 0;
  /*#qad34q.3:r*/} };
/*#qad34q.1*/}
module.exports = counter();
});
