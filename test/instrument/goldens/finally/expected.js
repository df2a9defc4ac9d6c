$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module,
  guarded: () => guarded
});

function* guarded(resource) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [resource]);
  let $k1, $v1;
  $k1 = -1;

  try {
    yield resource.open();
    while ($capturing) yield $tm.at("qad34q.1", 1, [resource, $k1, $v1]);
    $k1 = 0;
  } catch ($e) {
    $k1 = 1;
    $v1 = $e;
    throw $v1;
  } finally {
    if ($k1 === -1) {
      $k1 = 2;
      $v1 = $tm.returned();
    }

    yield resource.close();
    while ($capturing) yield $tm.at("qad34q.1", 2, [$k1, $v1]);
  }
/*#qad34q.1*/}
module.exports = guarded;
});
