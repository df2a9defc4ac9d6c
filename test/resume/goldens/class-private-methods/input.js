// use: all; points: steps:1
class Queue {
  #items = [];
  static #count = 0;
  #push(item) { this.#items.push(item); return this; }
  get #last() { return this.#items.at(-1); }
  static #made() { return ++Queue.#count; }
  constructor() { Queue.#made(); }
  add(item) { return this.#push(item).#last; }
  *steps() { for (const item of this.#items) yield this.#last === item; }
}
module.exports = new Queue();
