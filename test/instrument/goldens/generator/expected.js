$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module
});

function* numbers(limit) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [limit]);
  let $1;
  for (let i = 0; i < limit; i++) {
    $1 = yield i;
    while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [limit, i]);
    const got = $1;
    if (got === "stop") return;
  }
/*#qad34q.1*/}
module.exports = numbers(3);
});
