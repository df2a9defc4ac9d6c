// A bound function keeps the properties it has lost or got, and can be bound to what leads to it.
function f(...args) {
  return [this.name, ...args];
}
const holder = ["holder"];
holder.name = "holder";
const bound = f.bind(holder, "first");
holder.push(bound);
holder.twice = (v) => [bound(v), holder.twice.name];
function* steps() {
  yield bound("in a generator");
  yield holder.length;
}
holder[Symbol.iterator] = steps;
holder.started = steps();
holder.started.next();
delete bound.length;
const renamed = f.bind(holder);
Object.defineProperty(renamed, "name", { value: { not: "a name" }, enumerable: true });
renamed.extra = holder;
const bare = f.bind(null);
delete bare.length;
delete bare.name;
const show = () => {
  console.log(Object.getOwnPropertyNames(bound), bound.length, bound("again"), holder.twice(1));
  console.log(Object.getOwnPropertyDescriptors(renamed).name, Object.keys(renamed), renamed.extra === holder, Object.getOwnPropertyNames(bare));
};
show();
setTimeout(() => {
  show();
  console.log([...holder], holder.started.next());
  setTimeout(show, 1);
}, 1);
