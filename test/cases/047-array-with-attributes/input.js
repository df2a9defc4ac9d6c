"use strict";
const a = [1, 2, 3];
Object.defineProperty(a, 1, { get: () => a[0] * 10, enumerable: true, configurable: true });
const locked = [1, 2];
Object.defineProperty(locked, "length", { writable: false });
const sealed = Object.seal([7]);
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return e.name;
  }
};
setTimeout(() => {
  console.log(a.join(), attempt(() => locked.push(3)), locked.length, attempt(() => { sealed[1] = 1; }), attempt(() => (sealed[0] = 8)));
  a[0] = 5;
  setTimeout(() => console.log(a.join(), locked.join(), sealed.join(), Array.isArray(sealed)), 1);
}, 1);
