// engines: node,deno
// Stack lines lead to the original source in code that goes on after a move (columns are those of V8).
import { fails } from "./fails.cjs";

const placesOf = (error) =>
  error.stack
    .split("\n")
    .filter((line) => line.includes("600-places"))
    .map((line) => line.replace(/^.*600-places-after-a-move\//, "").replace(/\)$/, ""));

class Device {
  #name = "dev";

  read() {
    return null.value + this.#name;
  }
}

function* readings(device) {
  for (let i = 0; ; i++) {
    try {
      yield i;
      device.read();
    } catch (error) {
      yield placesOf(error).join(" < ");
    }
  }
}

const run = readings(new Device());
const tick = () => new Promise((resolve) => setImmediate(resolve));
console.log(run.next().value);
for (let round = 0; round < 4; round++) {
  await tick();
  console.log(run.next().value);
  await tick();
  console.log(run.next().value);
  try {
    fails(round);
  } catch (error) {
    console.log(placesOf(error).join(" < "));
  }
}
