// Classes with state of their own that put EventTarget, Event and AbortSignal above themselves for the sake of `instanceof`, as libraries do.
class Target {
  #listeners = new Map();
  on(type, listener) {
    this.#listeners.set(type, listener);
  }
  emit(type, event) {
    this.#listeners.get(type)?.(event);
  }
}
Object.setPrototypeOf(Target.prototype, EventTarget.prototype);
class Sensor extends Target {
  name = "sensor";
}
function Reading(value) {
  this.value = value;
}
Reading.prototype = Object.create(Event.prototype, { twice: { get() { return this.value * 2; } } });
const signal = Object.create(Object.create(AbortSignal.prototype), { reason: { value: "own", enumerable: true } });
class Real extends EventTarget {}

const sensor = new Sensor();
const real = new Real();
const kept = [];
sensor.on("reading", (reading) => kept.push(reading.twice));
real.addEventListener("reading", () => kept.push("real"));
const attempt = (f) => {
  try {
    return f();
  } catch (error) {
    return error.name;
  }
};
let round = 0;
const step = () => {
  sensor.emit("reading", new Reading(round));
  real.dispatchEvent(new Event("reading"));
  console.log(sensor instanceof EventTarget, kept.join(), Object.keys(sensor), sensor.constructor.name);
  console.log(new Reading(1) instanceof Event, signal instanceof AbortSignal, signal.reason, attempt(() => signal.aborted));
  console.log(attempt(() => sensor.addEventListener("x", step)), attempt(() => new Reading(1).type));
  if (++round < 4) setTimeout(step, round);
};
const made = new Reading(5);
setTimeout(step, 1);
setTimeout(() => console.log(made.twice, made instanceof Event), 3);
