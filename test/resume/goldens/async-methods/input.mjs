// use: all; points: load:1
export class Store {
  #cache = new Map();
  async load(key) {
    const value = this.#cache.get(key) ?? await this.fetch(key);
    this.#cache.set(key, value);
    return value;
  }
  fetch = async (key) => `${key}!`;
}
