const o = { constructor: 1, hasOwnProperty: 2, toString: null, then: 5, length: "x", $tm: 1, $capturing: true, __defineGetter__: 0, valueOf: undefined };
const weird = Object.create(null);
Object.defineProperty(weird, "__proto__", { value: { nested: 1 }, enumerable: true, writable: true, configurable: true });
weird.constructor = weird;
const m = new Map([["__proto__", 1], ["constructor", 2]]);
setTimeout(() => {
  console.log(Object.keys(o).join(), o.then, weird.__proto__.nested, weird.constructor === weird);
  weird.__proto__.nested++;
  setTimeout(() => console.log(JSON.stringify(o), JSON.stringify(weird.__proto__), [...m].join(";"), Object.getPrototypeOf(o) === Object.prototype), 1);
}, 1);
