// What a program can see of Promise.all and the like: look-ups, the iterator protocol, order and resolving functions.
const log = (...all) => console.log(...all);
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
const later = (value, ms) => new Promise((resolve) => setTimeout(resolve, ms, value));
const failing = (message) => Promise.reject(new Error(message));

function* closing() {
  try {
    yield 1;
    yield 2;
  } finally {
    log("closed");
  }
}

const patched = () => {
  const one = Promise.resolve("patched");
  one.then = function (...handlers) {
    log("own then", handlers.length, handlers.map((handler) => handler.length).join());
    return Promise.prototype.then.apply(this, handlers);
  };
  return one;
};

async function main() {
  const waiting = Promise.all([later("a", 3), "b", patched(), later("c", 1), { then: (resolve) => resolve("thenable") }]);
  const mixed = Promise.allSettled([later(1, 2), failing("no"), 3]);
  const first = Promise.race([later("slow", 9), later("quick", 1)]);
  const some = Promise.any([failing("one"), later("some", 2), failing("two")]);
  await turn();
  log(await waiting, await first, await some);
  log((await mixed).map(({ status, value, reason }) => `${status} ${value ?? reason.message}`).join("; "));
  await Promise.any([failing("x"), failing("y")]).catch(({ errors, message }) => log(message, errors.map((error) => error.message).join()));

  const { resolve } = Promise;
  Promise.resolve = function (value) {
    if (value === 2) throw new Error("no two");
    return resolve.call(this, value);
  };
  await Promise.all(closing()).catch(({ message }) => log(message));
  Promise.resolve = resolve;

  const { next } = Object.getPrototypeOf([][Symbol.iterator]());
  Object.getPrototypeOf([][Symbol.iterator]()).next = function () {
    const step = next.call(this);
    return step.done ? step : { done: false, value: step.value * 10 };
  };
  const times = Promise.all([1, 2]);
  Object.getPrototypeOf([][Symbol.iterator]()).next = next;
  log((await times).join());

  const growing = [1, 2];
  growing.push({ get then() { log("then read"); growing.push(4); return undefined; } });
  log((await Promise.all(growing)).length);

  const order = [];
  const jobs = (name, promise) => promise.then(() => order.push(name), () => order.push(`${name}!`));
  const all = [jobs("all", Promise.all([0, 0])), jobs("race", Promise.race([0])), jobs("none", Promise.all([])), jobs("bad", Promise.all(5))];
  for (let i = 1; i < 6; i++) all.push(Promise.resolve().then(() => order.push(i)));
  await Promise.all(all);
  await turn();
  log(order.join(" "));

  const many = Array.from({ length: 300 }, (_, i) => failing(`m${i}`));
  let caught = 0;
  for (const one of [...many].reverse()) one.catch(() => caught++);
  await turn();
  log(caught);
  const kept = Promise.withResolvers ? "resolvers" : "none";
  log(kept === "none" || typeof Promise.withResolvers().resolve === "function");
}
main();
