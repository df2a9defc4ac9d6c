// A method that a getter or a proxy's trap gives: while these run, at the place of the call, the call itself has not begun.
const log = [];
function note(text) {
  log.push(text);
  return text;
}

const counter = {
  n: 0,
  get step() {
    note("step");
    return (by) => {
      note(`by ${by}`);
      this.n += by;
      return this.n;
    };
  },
};
console.log(counter.step(2), counter.step(3), counter.n);

class Lazy {
  #made = 0;
  get run() {
    const made = make(++this.#made);
    return made;
  }
}
function make(number) {
  note(`made ${number}`);
  return () => number;
}
const lazy = new Lazy();
console.log(lazy.run() + lazy.run());

const seen = {
  get(target, key) {
    note(`get ${key}`);
    return target[key];
  },
};
const greeter = new Proxy({ greet: (name) => note(`hello ${name}`) }, seen);
console.log(greeter.greet("Ada"));
const spy = (target, key) => {
  note(`spy ${key}`);
  return target[key];
};
const spied = new Proxy({ get: (key) => note(`got ${key}`) }, { get: spy });
console.log(spied.get("x"));
console.log(log.join());

let sum = 0;
for (let i = 0; i < 20; i++) sum += i;
console.log(sum);
