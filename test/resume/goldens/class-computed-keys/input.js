// use: all
const key = Symbol("key");
let n = 0;
class Table {
  [key] = 1;
  static ["count" + n++] = 0;
  [`row${n}`]() { return this[key]; }
  get [Symbol.toStringTag]() { return "Table"; }
}
module.exports = new Table();
