// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let Base, Derived;

return {
  set: {
    Base: $v => Base = $v,
    Derived: $v => Derived = $v
  },

  make: {
    1: $k => (class Base {
      who() {
        return "base";
      /*#qad34q.2*/}set name(value) {
        this.n = value;
      /*#qad34q.3*/}
    /*#qad34q.1*/}),

    2: () => ({
      who() {
        return "base";
      /*#qad34q.2*/}
    }).who,

    3: () => ({
      set name(value) {
        this.n = value;
      /*#qad34q.3*/}
    }).__lookupSetter__("name"),

    4: $k => (class Derived extends $k.parent {
      static {
        $tm.class("qad34q.4", this, []);
      }

      who() {
        return () => {
          if ($capturing) return $tm.report("qad34q.6", () => this);
          return `derived of ${super.who()}`;
        /*#qad34q.6:r*/};
      /*#qad34q.5*/}
      rename() {
        return name => {
          if ($capturing) return $tm.report("qad34q.8", () => this);
          super.name = name;
        /*#qad34q.8:r*/};
      /*#qad34q.7*/}

      $superGet($p) {
        return super[$p];
      }

      $superSet($p, $v) {
        return super[$p] = $v;
      }

      // inside of Derived
      static {
        const $superGet = this.prototype.$superGet;
        delete this.prototype.$superGet;
        const $superSet = this.prototype.$superSet;
        delete this.prototype.$superSet;

        $k.scope({
          make: {
            5: () => ({
              who() {
                return () => {
                  if ($capturing) return $tm.report("qad34q.6", () => this);
                  return `derived of ${$superGet.call(this, "who").call(this)}`;
                /*#qad34q.6:r*/};
              /*#qad34q.5*/}
            }).who,

            7: () => ({
              rename() {
                return name => {
                  if ($capturing) return $tm.report("qad34q.8", () => this);
                  $superSet.call(this, "name", name);
                /*#qad34q.8:r*/};
              /*#qad34q.7*/}
            }).rename
          },

          enter: {
            // who(), line 4
            4: function $scope4_who() {
              return {
                make: {
                  6: () => () => {
                    if ($capturing) return $tm.report("qad34q.6", () => this);
                    return `derived of ${$superGet.call(this, "who").call(this)}`;
                  /*#qad34q.6:r*/}
                }
              };
            },

            // rename(), line 5
            5: function $scope5_rename() {
              return {
                make: {
                  8: () => name => {
                    if ($capturing) return $tm.report("qad34q.8", () => this);
                    $superSet.call(this, "name", name);
                  /*#qad34q.8:r*/}
                }
              };
            }
          }
        });
      }
    /*#qad34q.4*/})
  },

  get: {
    module: () => module,
    Base: () => Base,
    Derived: () => Derived
  }
};
});
