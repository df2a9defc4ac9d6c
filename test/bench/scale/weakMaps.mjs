// n instances of a class whose private state is in WeakMaps of the module, as compilers make it of private names.
const x = new WeakMap();
const y = new WeakMap();
const sums = new WeakMap();
const owned = new WeakSet();
class Vector {
  constructor(a, b) {
    x.set(this, a);
    y.set(this, b);
    owned.add(this);
  }
  sum() {
    if (!sums.has(this)) sums.set(this, { value: x.get(this) + y.get(this) });
    return sums.get(this).value;
  }
}
const all = Array.from({ length: Number(process.argv[2]) }, (_, i) => new Vector(i, 1));
for (let i = 0; i < all.length; i += 2) all[i].sum();
setTimeout(
  () =>
    console.log(
      all.reduce((total, one) => total + one.sum(), 0),
      owned.has(all[0]),
    ),
  1,
);
