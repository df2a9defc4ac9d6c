// Moved at every safepoint: methods, private names, super, getters, arrows with their `this`, functions called with `new`.
class Shape {
  #sides;
  static made = 0;
  constructor(sides) {
    this.#sides = sides;
    Shape.made++;
  }
  count(f) {
    let total = 0;
    for (let i = 0; i < this.#sides; i++) total += f(i);
    return total;
  }
  get double() {
    return this.count((i) => i) * 2;
  }
  static describe(shape) {
    return `${shape.name()} ${shape.count(() => 1)}`;
  }
  name() {
    return "shape";
  }
}
class Square extends Shape {
  constructor() {
    super(4);
    this.label = "square";
  }
  name() {
    const own = () => [super.name(), this.label].map(String);
    return own().join("/");
  }
}
function Counter(start) {
  const step = (n) => (this.n = (this.n ?? start) + n);
  step(1);
  step(2);
}
function Wrapper(x) {
  this.x = x;
  return { wrapped: String(x) };
}
const square = new Square();
console.log(Shape.describe(square), square.double, Shape.made);
console.log(new Counter(5).n, new Wrapper(3));
function sloppy() {
  return [typeof this, arguments.length, new.target === undefined, ...arguments].join();
}
console.log(sloppy(1, 2), sloppy.call({}, 3));
