const a = { name: "a" };
const b = { name: "b", a, list: [a] };
a.b = b;
a.self = a;
b.list.push(b, b.list);
const alias = b.list;
setTimeout(() => {
  console.log(a.b === b, a.self === a, b.list[0] === a, alias[1] === b, alias[2] === alias);
  alias[2].push("end");
  setTimeout(() => console.log(b.list.length, a.b.a.self.name), 1);
}, 1);
