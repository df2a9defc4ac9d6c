class Model {
  static table = "model";
  static #cache = new Map();
  static get(id) {
    const k = `${this.table}/${id}`;
    if (!Model.#cache.has(k)) Model.#cache.set(k, new this(id));
    return Model.#cache.get(k);
  }
  constructor(id) { this.id = id; }
  get key() { return `${this.constructor.table}:${this.id}`; }
}
class User extends Model { static table = "user"; static find = (id) => this.get(id); }
class Item extends Model {}
const u = User.get(1);
setTimeout(() => {
  console.log(User.find(1) === u, Item.get(1) === Model.get(1), u.key, Item.get(2).key, Object.hasOwn(Item, "table"));
  Item.table = "item";
  setTimeout(() => console.log(Item.get(1).key, Model.get(1) instanceof Item, User.find(2).key, User.get(2) === User.find(2)), 1);
}, 1);
