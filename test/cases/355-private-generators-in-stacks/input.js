// engines: node,deno
// Private generator methods keep their names in stacks while they are suspended.
class Reader {
  *#each(value) {
    yield value;
    throw new Error("in each");
  }
  static *#shared() {
    yield 1;
    yield new Error("in shared");
  }
  each = (value) => this.#each(value);
  static shared = () => Reader.#shared();
}
const it = new Reader().each(1);
const shared = Reader.shared();
it.next();
shared.next();
const firstLine = ({ stack }) => stack.split("\n")[1].replace(/\(.*[\\/]/, "(");
setTimeout(() => {
  try {
    it.next();
  } catch (error) {
    console.log(firstLine(error));
  }
  setTimeout(() => console.log(firstLine(shared.next().value)), 1);
}, 1);
