// use: all
class Stats {
  #sum = 0;
  static #made = 0;
  count = 0;
  constructor() { Stats.#made++; }
  add(v) { this.#sum += v; this.count++; return () => this.#sum; }
  static get made() { return Stats.#made; }
}
module.exports = new Stats();
