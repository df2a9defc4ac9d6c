// Private fields stay on an instance whatever becomes of its prototype, of its class's prototype or of what its class extends.
class Base {
  #secret;
  constructor(secret) {
    this.#secret = secret;
  }
  static read(o) {
    return #secret in o ? o.#secret : "none";
  }
}
class Derived extends Base {
  #more = { more: true };
  static both(o) {
    return #more in o ? [super.read(o), o.#more.more] : "none";
  }
}
class Other extends Base {
  #other = 1;
  static read(o) {
    return #other in o;
  }
}
class Another {
  #another = "another";
  static read(o) {
    return #another in o ? o.#another : "none";
  }
}
const bare = Object.setPrototypeOf(new Base("bare"), null);
const plain = new Derived("plain");
Reflect.setPrototypeOf(plain, Object.prototype);
const throughProxy = new Derived("through a proxy");
Object.setPrototypeOf(new Proxy(new Proxy(throughProxy, {}), {}), Array.prototype);
const closed = Object.freeze(Object.setPrototypeOf(new Derived("closed"), {}));
const cut = new Other("cut");
Object.setPrototypeOf(Other.prototype, null);
const late = new Other("late");
Object.setPrototypeOf(Other, Another);
const adopted = new Other("adopted");
const constructed = Reflect.construct(Derived, ["constructed"], Array);
const show = () => {
  console.log(Base.read(bare), Object.getPrototypeOf(bare), Derived.both(plain), Object.getPrototypeOf(plain) === Object.prototype);
  console.log(Derived.both(throughProxy), Array.isArray(throughProxy), Derived.both(closed), Object.isFrozen(closed));
  console.log(Other.read(cut), Base.read(cut), Base.read(late), Base.read(adopted), Another.read(adopted), Another.read(late));
  console.log(Derived.both(constructed), constructed instanceof Array, Base.read({}), Derived.both({}));
};
show();
setTimeout(() => {
  show();
  setTimeout(show, 1);
}, 1);
