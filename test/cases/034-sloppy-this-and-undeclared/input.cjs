function who() { return this === globalThis ? "global" : typeof this; }
function strictWho() { "use strict"; return typeof this; }
undeclared = 5;
var viaThis = this === module.exports;
setTimeout(function () {
  console.log(who(), strictWho(), who.call(5), strictWho.call(5), undeclared, viaThis);
  undeclared++;
  setTimeout(() => {
    console.log(who.call("s"), globalThis.undeclared, delete globalThis.undeclared, typeof undeclared);
  }, 1);
}, 1);
