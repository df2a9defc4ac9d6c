// engines: node
let depth = 0;
process.on("exit", (code) => console.log("exiting with", code, depth));
function fail() {
  depth++;
  throw new RangeError("uncaught in timer");
}
setTimeout(() => {
  console.log("first");
  depth = 10;
  setTimeout(fail, 2);
}, 1);
