const lib = (function () {
  var privateCount = 0;
  var listeners = [];
  function notify() { for (const l of listeners) l(privateCount); }
  return {
    on(l) { listeners.push(l); return () => { listeners = listeners.filter((x) => x !== l); }; },
    inc() { privateCount++; notify(); },
  };
})();
const seen = [];
const off = lib.on((n) => seen.push(`a${n}`));
lib.on((n) => seen.push(`b${n}`));
lib.inc();
setTimeout(() => {
  lib.inc();
  off();
  setTimeout(() => {
    lib.inc();
    console.log(seen.join());
  }, 1);
}, 1);
