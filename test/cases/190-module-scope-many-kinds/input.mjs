import { readFn, Thing, gen, asyncFn, counter } from "./kinds.mjs";
const it = gen();
it.next();
const pending = asyncFn(2);
const thing = new Thing();
setTimeout(async () => {
  console.log(readFn(), thing.read(), it.next().value, await pending, counter());
  setTimeout(async () => console.log(readFn(), new Thing().read(), [...it].join(), await asyncFn(3), counter()), 1);
}, 1);
