var topLevel = "module scoped";
leaked = "global";
function F() { return typeof topLevel + typeof leaked; }
globalThis.probe = () => typeof globalThis.topLevel;
setTimeout(function () {
  leaked += "!";
  console.log(F(), probe(), leaked, this === globalThis, typeof this);
  setTimeout(() => {
    var local = "x";
    console.log(Object.keys(globalThis).includes("leaked"), globalThis.leaked, delete globalThis.probe, typeof probe, local);
  }, 1);
}, 1);
