// engines: node,deno
// Own keys of functions and classes keep their order: indexes first, `length` and `name` where they are or were put again. (JavaScriptCore puts a name that is
// defined again first.)
function frozen(a) {}
frozen[7] = "seven";
Object.freeze(frozen);
function named(a) {}
named.own = 1;
delete named.name;
Object.defineProperty(named, "name", { value: "again", enumerable: true });
function swapped(a) {}
delete swapped.length;
swapped[3] = 3;
Object.defineProperty(swapped, "length", { value: "long" });
Object.defineProperty(swapped, "name", { value: 5 });
class Fields {
  static 9 = 9;
  static own() {}
  static {
    this.late = 1;
    delete this.name;
  }
}
Object.seal(Fields);
const arrow = Object.assign(() => {}, { 1: 1, z: 2 });
Object.preventExtensions(Object.defineProperty(arrow, "length", { value: 8, configurable: false }));
const show = () => {
  for (const f of [frozen, named, swapped, Fields, arrow]) {
    const keys = Reflect.ownKeys(f).filter((key) => key !== "arguments" && key !== "caller" && key !== "prototype");
    console.log(keys.join(), f.length, f.name, Object.isFrozen(f), Object.isSealed(f));
  }
};
show();
setTimeout(() => {
  show();
  setTimeout(show, 1);
}, 1);
