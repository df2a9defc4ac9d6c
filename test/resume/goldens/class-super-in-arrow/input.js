// use: all
class Base { who() { return "base"; } set name(value) { this.n = value; } }
class Derived extends Base {
  who() { return () => `derived of ${super.who()}`; }
  rename() { return (name) => { super.name = name; }; }
}
module.exports = new Derived().who();
