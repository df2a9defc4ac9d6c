// `global` is the global object, on engines that are not Node as well.
global.shared = { count: 0 };
const before = global;
const show = () => {
  shared.count++;
  console.log(global === globalThis, before === global, global.shared === shared, shared.count, typeof global.setTimeout);
  console.log(JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, "global"), ["writable", "enumerable", "configurable"]));
  if (shared.count < 4) setTimeout(show, shared.count);
  else {
    global = 5;
    setTimeout(() => console.log(global, globalThis.global), 1);
  }
};
setTimeout(show, 1);
