// event-target-shim keeps all private state in WeakMaps: targets, listeners and events that are being dispatched when the program moves.
import {
  defineEventAttribute,
  Event,
  EventTarget,
  getEventAttributeValue,
  setEventAttributeValue,
  setWarningHandler,
} from "event-target-shim";

// By default they are printed with a stack, which names functions as the engine does.
setWarningHandler(({ code, message }) => console.log(code, message));

class Reading extends Event {
  constructor(value, options) {
    super("reading", options);
    this.value = value;
  }
}

class Sensor extends EventTarget {
  constructor(name) {
    super();
    this.name = name;
  }
  get onreading() {
    return getEventAttributeValue(this, "reading");
  }
  set onreading(listener) {
    setEventAttributeValue(this, "reading", listener);
  }
}
class Room extends EventTarget {}
defineEventAttribute(Room.prototype, "closed");

const sensors = ["door", "window", "roof"].map((name) => new Sensor(name));
const kept = [];
const logger = {
  lines: 0,
  handleEvent(event) {
    this.lines++;
    kept.push(event);
    console.log(`${event.currentTarget.name}: ${event.value} (${event.type}, ${event.eventPhase}, trusted ${event.isTrusted})`);
  },
};

for (const sensor of sensors) {
  sensor.addEventListener("reading", logger);
  sensor.addEventListener("reading", (event) => event.value > 5 && event.preventDefault(), { passive: sensor.name === "roof" });
  sensor.addEventListener("reading", () => console.log(`  ${sensor.name} is heard for the first time`), { once: true });
}
sensors[1].onreading = function (event) {
  console.log(`  attribute of ${this.name} stops at ${event.value}`);
  event.stopImmediatePropagation();
};
sensors[1].addEventListener("reading", () => console.log("  never reached"));

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const taken = [];
for (let round = 0; round < 4; round++) {
  for (const [index, sensor] of sensors.entries()) {
    await pause(1);
    const event = new Reading(round * 3 + index, { cancelable: index !== 2 });
    const went = sensor.dispatchEvent(event);
    taken.push(`${went} ${event.defaultPrevented} ${event.target === sensor} ${event.composedPath().length}`);
    // A used event is sent again: the library remembers in a WeakMap that it is over.
    await pause(1);
    if (round === 2) sensor.dispatchEvent(event);
  }
  if (round === 1) sensors[0].removeEventListener("reading", logger);
}
const room = new Room();
room.onclosed = () => console.log("closed", logger.lines, kept.length, kept[0].timeStamp <= kept[1].timeStamp);
await pause(1);
room.dispatchEvent({ type: "closed" });
console.log(taken.join("\n"));
console.log(
  sensors[1].onreading.name,
  kept.every((event) => event.currentTarget === null && event instanceof Event),
);
