// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// variables of the module: their values are in the snapshot
let watch, Sensor;

function* watch$body(sensor, limit         = 3) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [sensor, limit], [], [() => seen, v => seen = v]);
  let seen = 0;
  sensor.on((reading         )       => {
    if ($capturing) return $tm.report("qad34q.2", () => seen, v => seen = v);
    seen += reading.value;
  /*#qad34q.2:r*/});
  while (seen < limit) {
    yield null;
    while ($capturing) yield $tm.at("qad34q.1", 1, [limit], [], [() => seen, v => seen = v]);
  }
  return seen ;
/*#qad34q.1*/}

return {
  exports: {
    Sensor: () => Sensor,
    watch: () => watch
  },

  set: {
    watch$body: $v => watch$body = $v,
    watch: $v => watch = $v,
    Sensor: $v => Sensor = $v
  },

  make: {
    1: () => watch$body,

    3: () => ({
      watch(sensor) {
        return $tm.async(watch$body, this, arguments);
      /*#qad34q.3*/}
    }).watch,

    4: $k => (class Sensor {
      listeners = [];
      on(listener) {
        this.listeners.push(listener);return this;
      /*#qad34q.6*/}
      emit(item) {
        for (const listener of this.listeners)
          listener(item);
      /*#qad34q.7*/}
    /*#qad34q.4*/}),

    6: () => ({
      on(listener) {
        this.listeners.push(listener);return this;
      /*#qad34q.6*/}
    }).on,

    7: () => ({
      emit(item) {
        for (const listener of this.listeners)
          listener(item);
      /*#qad34q.7*/}
    }).emit
  },

  enter: {
    // body scope of watch$body(), line 9
    2: () => {
      let seen;

      return {
        set: {
          seen: $v => seen = $v
        },

        make: {
          2: () => reading => {
            if ($capturing) return $tm.report("qad34q.2", () => seen, v => seen = v);
            seen += reading.value;
          /*#qad34q.2:r*/}
        },

        resume: {
          // watch() at app.js:9, suspended at line 12
          "1:1": {
            *watch$body($l) {
              var limit = $l[0];

              // it stands here
              yield;
              while ($capturing) yield $tm.at("qad34q.1", 1, [limit], [], [() => seen, v => seen = v]);
              while (seen < limit) {
                yield null;
                while ($capturing) yield $tm.at("qad34q.1", 1, [limit], [], [() => seen, v => seen = v]);
              }

              return seen;
            }
          }.watch$body
        }
      };
    }
  },

  get: {
    watch$body: () => watch$body,
    watch: () => watch,
    Sensor: () => Sensor
  }
};
});
