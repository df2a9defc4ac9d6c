let release;
const gate = new Promise((r) => (release = r));
const read = () => {
  try {
    return String(late);
  } catch (e) {
    return e instanceof ReferenceError ? "TDZ" : "?";
  }
};
function scope() {
  const peek = () => {
    try {
      return inner + other;
    } catch (e) {
      return e.name;
    }
  };
  const init = async () => {
    console.log("in", peek());
    await gate;
    console.log("in", peek());
  };
  const p = init();
  let other = 1;
  let inner = 41;
  return p.then(() => console.log("after", peek()));
}
console.log(read());
queueMicrotask(() => console.log("micro", read()));
const done = scope();
let late = "initialized";
console.log(read());
setTimeout(() => {
  console.log(read());
  release();
}, 1);
done.then(() => console.log("done", read()));
