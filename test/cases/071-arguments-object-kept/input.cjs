function keep() { return arguments; }
const a = keep(1, "two", { three: 3 });
a.extra = 1;
a[5] = "beyond";
const sl = (function (x) { arguments[0] = "via arguments"; return { x, args: arguments }; })("orig");
setTimeout(() => {
  console.log(a.length, [...a].length, a[5], Object.prototype.toString.call(a), sl.x, sl.args[0], typeof a.callee);
  a.length = 1;
  setTimeout(() => console.log([].slice.call(a).join(), a.extra, Array.isArray(a), a[2].three), 1);
}, 1);
