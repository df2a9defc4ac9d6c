// A linked list: n levels deep.
let head = null;
for (let i = 0; i < Number(process.argv[2]); i++) head = { i, next: head };
setTimeout(() => {
  let count = 0;
  for (let at = head; at; at = at.next) count++;
  console.log(count);
}, 1);
