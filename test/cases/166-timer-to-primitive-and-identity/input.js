// engines: node,bun,deno
const log = [];
const t = setTimeout(() => log.push("never"), 5);
const id = +t;
const byObject = new WeakMap([[t, "mine"]]);
t.label = "kept";
setTimeout(() => {
  console.log(typeof id, byObject.get(t), t.label, t.constructor.name, +t === id);
  clearTimeout(id);
  setTimeout(() => console.log(log.length), 8);
}, 1);
