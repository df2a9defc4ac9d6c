$tm.define("app.mjs", "esm", function* ($m) {
"use strict";
$m.exports({
  Worker: () => Worker
});

$m.scope({
  run$body: () => run$body,
  results$body: () => results$body,
  results$fn: () => results$fn,
  Worker: () => Worker
});

yield;
let run$body, results$body, results$fn;

class Worker {
  static {
    $tm.class("6sumot.1", this, [], {
      "#jobs": [o => #jobs in o, o => o.#jobs]
    });
  }

  static {
    run$body = $tm.method(this.prototype, "run$body");
    $tm.asyncMethod(this.prototype, "run");
    results$body = $tm.method(this.prototype, "results$body");
    results$fn = $tm.asyncGeneratorMethod(this.prototype, "results");
  }

  #jobs = [];
  static started = 0;

  run(job) {
    return $tm.async(run$body, this, [job]);
  /*#6sumot.5*/}

  *run$body(job) {
    while ($capturing) yield $tm.at("6sumot.6", 0, [this, job]);
    let $1;
    this.#jobs.push(job);Worker.started++;
    $1 = yield job();
    while ($capturing) $1 = yield $tm.at("6sumot.6", 1, [this]);
    return $1;
  /*#6sumot.6*/}

  results() {
    return $tm.asyncGenerator(results$body, this, [], results$fn);
  /*#6sumot.7*/}

  *results$body() {
    while ($capturing) yield $tm.at("6sumot.8", 0, [this]);
    let $i1, $1;
    $i1 = $tm.iterate(this.#jobs);

    try {
      while ($i1.next()) {
        const job = $i1.value;
        $1 = yield this.run(job);
        while ($capturing) $1 = yield $tm.at("6sumot.8", 1, [this, $i1]);
        $1 = yield $1;
        while ($capturing) $1 = yield $tm.at("6sumot.8", 2, [this, $i1]);
        yield $tm.yield($1);
        while ($capturing) yield $tm.at("6sumot.8", 3, [this, $i1]);
      }
    } catch ($e) {
      throw $i1.abort($e);
    } finally {
      $i1.close();
    }
  /*#6sumot.8*/}
/*#6sumot.1*/}
});
