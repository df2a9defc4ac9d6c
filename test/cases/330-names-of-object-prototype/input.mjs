// Variables, functions, labels and modules called like properties of Object.prototype.
import constructor, { toString as text, valueOf } from "./constructor.mjs";

function hasOwnProperty(start) {
  let toString = start;
  let __proto__ = [start];
  const isPrototypeOf = () => `${toString++} ${__proto__.push(toString)}`;
  return { isPrototypeOf, get: () => __proto__ };
}

function* propertyIsEnumerable(toLocaleString) {
  const valueOf = { n: toLocaleString };
  constructor: for (let __defineGetter__ = 0; ; __defineGetter__++) {
    for (;;) {
      valueOf.n += yield [__defineGetter__, valueOf.n];
      if (valueOf.n % 2) continue constructor;
      break constructor;
    }
  }
  return valueOf;
}

class toLocaleString {
  #toString = 1;
  static valueOf = 5;
  hasOwnProperty() {
    return this.#toString++;
  }
}

const { isPrototypeOf, get } = hasOwnProperty(3);
const walking = propertyIsEnumerable(1);
const one = new toLocaleString();
console.log(walking.next().value, text(), valueOf.n);
for (const __lookupGetter__ of [2, 4, 5]) {
  await new Promise((then) => setTimeout(then, 1));
  console.log(isPrototypeOf(), get().length, one.hasOwnProperty(), toLocaleString.valueOf++);
  console.log(walking.next(__lookupGetter__), constructor(), text(), valueOf.n++);
}
