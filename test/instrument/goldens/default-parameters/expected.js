$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module
});

function greet(name, greeting = `hello ${name}`, done = () => {
  if ($capturing) return $tm.report("qad34q.2", () => name, v => name = v);
  return name;
/*#qad34q.2:r*/}) {
  return { greeting, done, rename(to) {
    if ($capturing) return $tm.report("qad34q.3", () => name, v => name = v);
    name = to;
  /*#qad34q.3:r*/} };
/*#qad34q.1*/}
module.exports = greet("ada");
});
