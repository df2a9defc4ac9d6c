// engines: node
const log = console.log;
console.group("outer");
console.count();
console.count("named");
setTimeout(() => {
  log("inside group");
  console.count();
  console.group("inner");
  console.info("info %d", 1);
  setTimeout(() => {
    console.warn("warned");
    console.count("named");
    console.countReset("named");
    console.groupEnd();
    console.error("err", { a: [1, { b: 2 }] });
    console.groupEnd();
    console.count("named");
    console.assert(false, "asserted %s", "x");
    console.table([{ a: 1, b: "x" }]);
    console.dir({ deep: { er: { est: { x: 1 } } } }, { depth: 0 });
  }, 1);
}, 1);
