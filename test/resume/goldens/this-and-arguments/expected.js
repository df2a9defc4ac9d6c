// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: later
function Sensor(id) {
  this.id = id;
  this.read = { later: () => {
    if ($capturing) return $tm.report("qad34q.2", () => this, () => arguments, () => new.target);
    return [this.id, arguments.length, new.target];
  /*#qad34q.2:r*/} }.later;
/*#qad34q.1*/}

return {
  set: {
    Sensor: $v => Sensor = $v
  },

  enter: {
    // Sensor(), line 2
    1: function $scope1_Sensor() {
      let $arguments, $newTarget;

      return {
        set: {
          arguments: $v => $arguments = $v,
          "new.target": $v => $newTarget = $v
        },

        make: {
          2: () => ({
            later: () => {
              if ($capturing) return $tm.report("qad34q.2", () => this, () => $arguments, () => $newTarget);
              return [this.id, $arguments.length, $newTarget];
            /*#qad34q.2:r*/}
          }).later
        }
      };
    }
  },

  get: {
    module: () => module,
    Sensor: () => Sensor
  }
};
});
