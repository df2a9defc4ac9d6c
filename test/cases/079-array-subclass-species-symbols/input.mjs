class Stack extends Array {
  static get [Symbol.species]() { return Array; }
  peek() { return this[this.length - 1]; }
  get top() { return this.peek(); }
}
const s = Stack.of(1, 2, 3);
s.label = "L";
const even = { [Symbol.hasInstance]: (n) => n % 2 === 0 };
const spreadable = { length: 2, 0: "x", 1: "y", [Symbol.isConcatSpreadable]: true };
setTimeout(() => {
  s.push(4);
  console.log(s.peek(), s.length, s.label, s.map((x) => x) instanceof Stack, s instanceof Stack, Array.isArray(s));
  setTimeout(() => console.log(s.top, s.join(), 4 instanceof even, 5 instanceof even, [0].concat(spreadable, s).join(), s.constructor === Stack), 1);
}, 1);
