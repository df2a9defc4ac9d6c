let head = null;
for (let i = 0; i < 20000; i++) head = { v: i % 7, next: head };
const sum = () => { let s = 0, n = 0; for (let p = head; p; p = p.next) { s += p.v; n++; } return `${n}:${s}`; };
setTimeout(() => {
  console.log(sum());
  head = { v: 100, next: head };
  setTimeout(() => console.log(sum()), 1);
}, 1);
