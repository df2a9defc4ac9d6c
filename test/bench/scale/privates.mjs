// n instances of a class with private names that inherits from two others.
class Named {
  #name = "n";
  get name() {
    return this.#name;
  }
}
class Counted extends Named {
  #count = 1;
  get count() {
    return this.#count++;
  }
}
class Thing extends Counted {
  #own = { seen: 0 };
  see() {
    this.#own.seen += this.count;
    return this.name.length + this.#own.seen;
  }
}
const all = Array.from({ length: Number(process.argv[2]) }, () => new Thing());
setTimeout(() => console.log(all.reduce((sum, one) => sum + one.see(), 0)), 1);
