// engines: node
// What is registered before a move is called back after it, once; what is unregistered or still reachable is not.
const called = [];
const registry = new FinalizationRegistry((held) => called.push(held));
const kept = { name: "kept" };
const token = { name: "token" };
const gone = new WeakRef({ name: "gone" });
(() => {
  registry.register({}, "first");
  registry.register({}, "unregistered", token);
  registry.register({}, "second", kept);
  registry.register(kept, "never", kept);
})();
registry.unregister(token);
let pressure = [];
let rounds = 0;
function wait() {
  // What is looked at lives until the end of the job: most jobs only make garbage, so that there is a collection in one that has not looked.
  if (rounds++ < 4000 && (rounds % 4 > 0 || called.length < 2 || gone.deref())) {
    pressure.push(new Array(20000).fill(rounds));
    if (pressure.length > 300) pressure = [];
    setTimeout(wait, 1);
    return;
  }
  console.log(called.sort().join(), gone.deref(), kept.name, registry.unregister(kept), registry.unregister(kept));
  try {
    registry.register(kept, kept);
  } catch (e) {
    console.log(e.name);
  }
}
setTimeout(wait, 1);
