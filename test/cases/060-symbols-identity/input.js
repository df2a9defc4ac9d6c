const kinds = { A: Symbol("kind"), B: Symbol("kind") };
const items = [{ kind: kinds.A }, { kind: kinds.B }, { kind: Symbol.iterator }, { kind: Symbol.for("kind") }];
const names = new Map([[kinds.A, "A"], [kinds.B, "B"], [Symbol.iterator, "iterator"], [Symbol.for("kind"), "registered"]]);
const show = () => console.log(items.map((i) => names.get(i.kind)).join());
setTimeout(() => {
  show();
  items.push({ kind: kinds.A }, { kind: Symbol.for("kind") });
  setTimeout(() => {
    show();
    console.log(items[0].kind === items[4].kind, items[3].kind === items[5].kind, Object(kinds.A) == kinds.A, kinds.A.description);
  }, 1);
}, 1);
