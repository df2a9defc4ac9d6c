globalThis.shared = { n: 1 };
globalThis.fn = () => shared.n++;
Object.defineProperty(globalThis, "ro", { value: "ro", configurable: false });
Object.defineProperty(globalThis, "acc", { get: () => `acc${shared.n}`, configurable: true });
const oldLog = console.log;
console.log = (...a) => oldLog("[log]", ...a);
delete globalThis.escape;
const savedTimeout = setTimeout;
globalThis.setTimeout = (f, ms, ...a) => savedTimeout(f, ms, ...a);
setTimeout(() => {
  fn();
  console.log(shared.n, ro, acc, typeof escape);
  setTimeout(() => {
    fn();
    console.log(globalThis.shared === shared, acc, setTimeout === savedTimeout, Object.getOwnPropertyDescriptor(globalThis, "ro").writable);
    globalThis.setTimeout = savedTimeout;
    delete globalThis.acc;
    savedTimeout(() => oldLog(typeof acc, shared.n), 1);
  }, 1);
}, 1);
