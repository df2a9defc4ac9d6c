$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module,
  run$body: () => run$body,
  delays: () => delays,
  this: () => this
});

function* run$body(all) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [all]);
  return Promise.all(all.map((f) => (f()/*#qad34q.2*/)));
/*#qad34q.1*/}

const delays = [1, 2].map(n => {
  function* $body() {
    while ($capturing) yield $tm.at("qad34q.4", 0, [this], [() => n]);
    yield null;
    while ($capturing) yield $tm.at("qad34q.4", 1, [this], [() => n]);
    return n + this.base;
  /*#qad34q.4:g*/}

  return $tm.asyncFunction(() => {
    if ($capturing) return $tm.report("qad34q.5", () => $body);
    return $tm.async($body, this, []);
  /*#qad34q.5:r*/});
/*#qad34q.3*/});
module.exports = { base: 1, run: $tm.asyncFunction({
  run: all => ($tm.async(run$body, void 0, [all])/*#qad34q.6*/)
}.run), delays };
});
