const registry = new Map();
class Shape { static register(c) { registry.set(c.name, c); return c; } area() { return 0; } }
const Square = Shape.register(class Square extends Shape { constructor(s) { super(); this.s = s; } area() { return this.s ** 2; } });
const Circle = Shape.register(class Circle extends Shape { constructor(r) { super(); this.r = r; } area() { return 3 * this.r ** 2; } });
const shapes = [new Square(3), new Circle(1), new Square(1)];
const by = { area: (a, b) => a.area() - b.area(), name: (a, b) => a.constructor.name.localeCompare(b.constructor.name) || by.area(a, b) };
let order = by.area;
const show = () => console.log([...shapes].sort(order).map((s) => s.constructor.name + s.area()).join());
setTimeout(() => {
  show();
  order = by.name;
  shapes.push(new (registry.get("Circle"))(2));
  setTimeout(() => {
    show();
    console.log(shapes[0].constructor === Square, registry.get("Square") === Square, shapes[1] instanceof Shape);
  }, 1);
}, 1);
