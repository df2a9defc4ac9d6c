// engines: node
const state = { n: 1 };
process.on("exit", (code) => console.log("exit", code, state.n));
setTimeout(() => {
  state.n++;
  setTimeout(() => {
    state.n++;
    Promise.reject(new TypeError("nobody listens"));
    setTimeout(() => console.log("never"), 5);
  }, 1);
}, 1);
