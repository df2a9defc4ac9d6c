let order = [];
class Registry {
  static #items = new Map();
  static ready = order.push("field");
  static {
    order.push("block1");
    this.#items.set("boot", 1);
    this.peek = () => this.#items.size;
  }
  static add(k, v) { this.#items.set(k, v); return Registry; }
  static { order.push("block2"); }
  static get all() { return [...this.#items].join(";"); }
}
setTimeout(() => {
  Registry.add("x", 2);
  console.log(Registry.peek(), Registry.all, order.join());
  setTimeout(() => console.log(Registry.add("y", 3).peek(), Registry.all, order.length, Registry.ready), 1);
}, 1);
