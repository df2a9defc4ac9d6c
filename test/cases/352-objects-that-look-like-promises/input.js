// Objects whose prototype is Promise.prototype itself, and which are no promises: libraries of deferreds made such.
function Deferred(value) {
  this.value = value;
}
Deferred.prototype = Promise.prototype;
const made = [new Deferred(1), Object.create(Promise.prototype), Object.freeze(new Deferred({ deep: 3 }))];
const own = Object.create(Promise.prototype, { constructor: { value: Deferred, configurable: true, enumerable: true }, last: { value: 4 } });
made.push(own, Object.setPrototypeOf([5], Promise.prototype), Object.setPrototypeOf(new Map([[6, made]]), Promise.prototype));
const real = Promise.resolve("a real one");

let round = 0;
const show = () => {
  for (const object of made) {
    try {
      console.log(object instanceof Promise, Reflect.ownKeys(object), object.value, object.then(console.log));
    } catch (error) {
      console.log(error.name, object.constructor === Promise, Object.isFrozen(object));
    }
  }
  console.log(made[4].length, Map.prototype.get.call(made[5], 6) === made);
  real.then((text) => console.log(text));
  if (++round < 4) setTimeout(show, round);
};
setTimeout(show, 1);
