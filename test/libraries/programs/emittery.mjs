// emittery keeps its emitters' state in WeakMaps, and gives events to async iterators: both are in the middle of their work.
import Emittery from "emittery";

const tick = () => new Promise((done) => setTimeout(done, 1));
const pause = async (ticks) => {
  while (ticks-- > 0) await tick();
};
const station = new Emittery();
const off = [];

async function reader(name, limit) {
  const seen = [];
  for await (const number of station.events(["train", "delay"])) {
    await pause(number % 3);
    seen.push(number);
    if (seen.length === limit) break;
  }
  console.log(`${name} has seen ${seen.join()}; ${station.listenerCount("train")} listen`);
}

station.on(Emittery.listenerAdded, (data) => console.log("added to", data?.eventName ?? "any"));
off.push(
  station.on("train", async (number) => {
    await pause(2);
    console.log(`train ${number} left`);
  }),
);
station.onAny((name, data) => console.log(`any: ${String(name)} ${JSON.stringify(data) ?? ""}`));

const readers = [reader("short", 3), reader("long", 7)];
const first = station.once("delay").then((number) => `first delay ${number}`);

for (let i = 0; i < 8; i++) {
  if (i % 3 === 2) await station.emitSerial("delay", i);
  else await station.emit("train", i);
  await pause(1);
  if (i === 4) off.pop()();
}
console.log(await first);
await Promise.all(readers);
station.once("train").then(() => console.log("caught"));
await station.emit("train", 99);
station.clearListeners();
console.log(station.listenerCount());
