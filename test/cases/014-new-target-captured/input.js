function F() {
  this.made = () => (new.target === undefined ? "call" : new.target.name);
}
class G extends F {}
class H {
  constructor() {
    this.made = () => new.target.name;
  }
}
class I extends H {}
const all = [new F(), new G(), new H(), new I(), Reflect.construct(F, [], I)];
const plain = {};
F.call(plain);
all.push(plain);
const show = () => console.log(all.map((o) => o.made()).join());
setTimeout(() => {
  show();
  setTimeout(show, 1);
}, 1);
