// engines: node,bun,deno
const strong = { name: "kept" };
const ref = new WeakRef(strong);
const registry = new FinalizationRegistry(() => console.log("never while kept"));
registry.register(strong, "token", strong);
setTimeout(() => {
  console.log(ref.deref() === strong, ref.deref().name, registry instanceof FinalizationRegistry);
  setTimeout(() => {
    strong.name = "changed";
    console.log(ref.deref().name, registry.unregister(strong), registry.unregister(strong));
  }, 1);
}, 1);
