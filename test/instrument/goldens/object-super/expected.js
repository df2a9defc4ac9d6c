$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module,
  base: () => base,
  polite: () => polite
});

const base = { hello() { return "hello"; /*#qad34q.1*/} };
const polite = ($H1 => $H1 = { __proto__: base, hello() {
  if ($capturing) return $tm.report("qad34q.2", () => $H1);
  return `${super.hello()}, please`;
/*#qad34q.2:r*/} })();
module.exports = polite.hello;
});
