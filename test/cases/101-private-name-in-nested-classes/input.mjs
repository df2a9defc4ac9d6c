class Outer {
  #x = "outer x";
  #y = "outer y";
  make() {
    const self = this;
    return class Inner {
      #x = "inner x";
      both() { return `${this.#x} ${self.#y}`; }
      static steal(o) { return o.#y; }
      arrow = () => [this.#x, self.#y].join("|");
    };
  }
  setY(v) { this.#y = v; }
}
const o = new Outer();
const I = o.make();
const i = new I();
setTimeout(() => {
  console.log(i.both(), I.steal(o));
  o.setY("changed");
  setTimeout(() => console.log(i.both(), i.arrow(), new I().both(), new (new Outer().make())().both()), 1);
}, 1);
