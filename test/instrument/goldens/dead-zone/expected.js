$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module,
  late: () => late
});

function late() {
  const early = () => {
    if ($capturing) return $tm.report("qad34q.2", () => value);
    return value;
  /*#qad34q.2:r*/};
  const value = 1;
  return early;
/*#qad34q.1*/}
module.exports = late;
});
