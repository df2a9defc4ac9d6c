// use: all; points: each:1
import { Base } from "./base.mjs";
export class Filter extends Base {
  #limit;
  constructor(limit) { super(); this.#limit = limit; }
  ["accept" + 1](v) { return super.accept(v) && v < this.#limit; }
  *each(list) { yield super.each(list); yield this.#limit; }
}
