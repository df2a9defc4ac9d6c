$tm.define("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
$tm.scope("app.js", {
  module: () => module,
  Account: () => Account
});

class Account {
  static {
    $tm.class("qad34q.1", this, [], {
      "#balance": [o => #balance in o, o => o.#balance]
    });
  }

  #balance = 0;
  deposit(amount) { return () => {
    if ($capturing) return $tm.report("qad34q.4", () => amount, () => this);
    return (this.#balance += amount);
  /*#qad34q.4:r*/}; /*#qad34q.3*/}
  static isOne(value) { return #balance in value; /*#qad34q.5*/}
/*#qad34q.1*/}
module.exports = new Account().deposit(5);
});
