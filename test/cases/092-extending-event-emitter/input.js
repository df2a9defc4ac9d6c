// engines: node,bun,deno
const EventEmitter = require("node:events");
class Device extends EventEmitter {
  #value = 0;
  constructor(name) { super(); this.name = name; this.on("value", (v) => { this.#value = v; }); }
  read() { return `${this.name}:${this.#value}`; }
}
const d = new Device("d1");
const seen = [];
d.once("value", (v) => seen.push(`once ${v}`));
d.on("value", function (v) { seen.push(`${this === d} ${v}`); });
setTimeout(() => {
  d.emit("value", 5);
  console.log(d.read(), d.listenerCount("value"), seen.join());
  setTimeout(() => {
    d.emit("value", 6);
    d.removeAllListeners();
    console.log(d.emit("value", 7), d.read(), seen.join(), d instanceof EventEmitter);
  }, 1);
}, 1);
