const parent = { greet() { return `parent of ${this.id}`; }, get v() { return this.id.length; } };
const child = {
  id: "child",
  greet() { return super.greet() + "!"; },
  later() { return () => super.greet(); },
  get v() { return super.v * 10; },
  async slow() { await null; return super.greet(); },
  __proto__: parent,
};
const borrowed = { id: "borrower", greet: child.greet };
const arrow = child.later();
setTimeout(async () => {
  console.log(child.greet(), borrowed.greet(), arrow(), child.v);
  parent.greet = function () { return `new parent of ${this.id}`; };
  const p = child.slow();
  setTimeout(async () => {
    Object.setPrototypeOf(child, { greet: () => "other" });
    console.log(child.greet(), arrow(), borrowed.greet(), await p, await child.slow());
  }, 1);
}, 1);
