/** Running mean and variance (Welford) of one sensor. */
export class Statistics {
  #count = 0;
  #mean = 0;
  #squares = 0;
  static #instances = 0;

  constructor(name) {
    this.name = name;
    this.number = ++Statistics.#instances;
  }

  add(value) {
    this.#count++;
    const delta = value - this.#mean;
    this.#mean += delta / this.#count;
    this.#squares += delta * (value - this.#mean);
  }

  get count() {
    return this.#count;
  }

  get mean() {
    return this.#mean;
  }

  get deviation() {
    return this.#count > 1 ? Math.sqrt(this.#squares / (this.#count - 1)) : 0;
  }

  static get instances() {
    return Statistics.#instances;
  }
}

/** Also remembers the largest jump between two values. */
export class WatchedStatistics extends Statistics {
  #last;
  #jump = 0;

  add(value) {
    if (this.#last !== undefined) this.#jump = Math.max(this.#jump, Math.abs(value - this.#last));
    this.#last = value;
    super.add(value);
  }

  get jump() {
    return this.#jump;
  }
}
