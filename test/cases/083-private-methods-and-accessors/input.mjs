class Temp {
  #c = 0;
  #convert(x) { return x * 9 / 5 + 32; }
  get #f() { return this.#convert(this.#c); }
  set #f(v) { this.#c = (v - 32) * 5 / 9; }
  static #count = 0;
  static #bump() { return ++Temp.#count; }
  heat(d) { this.#f += d; Temp.#bump(); return this.#f; }
  fn() { return this.#convert; }
  static get count() { return Temp.#count; }
}
const t = new Temp();
const u = new Temp();
const bound = () => t.heat(9);
setTimeout(() => {
  console.log(bound(), u.heat(18), Temp.count);
  setTimeout(() => console.log(bound(), t.fn() === u.fn(), t.fn()(100), Temp.count), 1);
}, 1);
