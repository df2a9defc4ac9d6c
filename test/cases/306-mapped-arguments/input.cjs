// In sloppy functions elements of `arguments` and parameters are the same variables, also after moves.
function leaked(a, b, c) {
  const args = arguments;
  return { args, get: () => [a, b, c].join("|"), set: (v) => { a = v; }, setC: (v) => { c = v; } };
}
function byArrow(x, y) {
  return [() => arguments, () => x, (v) => { x = v; }, () => y];
}
async function waits(p, q) {
  await null;
  arguments[0] = `${p}+`;
  await null;
  q = "q!";
  await null;
  return [p, arguments[0], q, arguments[1], arguments.length].join();
}
function* restricted(a, b, c, d) {
  delete arguments[1];
  Object.defineProperty(arguments, "2", { writable: false });
  Object.defineProperty(arguments, "3", { enumerable: false });
  Object.preventExtensions(arguments);
  yield arguments;
  a += "1"; b += "1"; c += "1"; d += "1";
  yield Object.entries(arguments).join(";");
  arguments[3] = "from outside";
  yield [a, b, c, d].join();
  return arguments[3];
}
function sameName(a, a) {
  return [arguments, (v) => { a = v; }];
}
function onlyElements(a) {
  arguments.extra = () => a;
  return arguments;
}
function strictOne(a) {
  "use strict";
  return [arguments, (v) => { a = v; }];
}
function recursive(n) {
  const inner = n > 0 ? recursive(n - 1) : null;
  return { args: arguments, bump: () => ++n, inner };
}

const one = leaked("a", "b");
one.args[2] = "beyond";
const [args, readX, writeX, readY] = byArrow(1, 2, 3);
const waiting = waits("p", "q", "r");
const gen = restricted("a", "b", "c", "d");
const seen = gen.next().value;
const [dup, setDup] = sameName("first", "second");
const elements = onlyElements("start");
const [strictArgs, setStrict] = strictOne("s");
const chain = recursive(2);

let step = 0;
const steps = [
  () => { one.set("A"); one.args[1] = "B"; one.setC("C"); return [one.get(), one.args[0], one.args[2], one.args.length]; },
  () => { writeX(10); args()[1] = 20; return [args()[0], readX(), readY(), args().length, args() === args()]; },
  () => [gen.next().value, Object.isExtensible(seen)],
  () => { seen[0] = "zero"; return [gen.next().value, seen[3], gen.next().value]; },
  () => { setDup("set"); return [dup[0], dup[1]]; },
  () => { elements[0] = "changed"; return [elements.extra(), Object.keys(elements)]; },
  () => { setStrict("t"); return [strictArgs[0], Object.getOwnPropertyDescriptor(strictArgs, "callee").get !== undefined]; },
  () => { chain.inner.bump(); chain.args[0] = 7; return [chain.bump(), chain.args[0], chain.inner.args[0], chain.inner.inner.bump(), chain.inner.inner.args[0], chain.args.callee === recursive]; },
  () => { one.args[0] = "last"; one.set("later"); return [one.args[0], one.get(), Object.prototype.toString.call(one.args)]; },
];
const timer = setInterval(() => {
  console.log(JSON.stringify(steps[step]()));
  if (++step === steps.length) { clearInterval(timer); waiting.then(console.log); }
}, 1);
