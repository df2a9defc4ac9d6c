const lib = {
  *items() { for (const x of this.list) yield x * this.k; },
  list: [1, 2, 3],
  k: 10,
  *[Symbol.iterator]() { yield* this.items(); },
};
class Tree {
  constructor(v, l, r) { Object.assign(this, { v, l, r }); }
  *[Symbol.iterator]() { if (this.l) yield* this.l; yield this.v; if (this.r) yield* this.r; }
  static *range(n) { for (let i = 0; i < n; i++) yield i; }
}
const tree = new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(5));
const walk = tree[Symbol.iterator]();
walk.next(); walk.next();
const it = lib.items();
it.next();
setTimeout(() => {
  lib.k = 100;
  console.log(walk.next().value, it.next().value, [...lib].join());
  lib.list.push(4);
  setTimeout(() => console.log([...walk].join(), [...it].join(), [...Tree.range(3)].join(), it[Symbol.iterator]() === it, Object.prototype.toString.call(it)), 1);
}, 1);
