class Sensor {
  constructor(name) {
    this.name = name;
    this.values = [];
    this.add = (v) => this.values.push(v);
    this.text = () => () => `${this.name}:${this.values.join()}`;
  }
}
const s = new Sensor("t1");
const { add, text } = s;
const late = text();
setTimeout(() => {
  add(1);
  console.log(late());
  s.name = "t2";
  setTimeout(() => {
    add(2);
    console.log(late(), text()() === late());
  }, 1);
}, 1);
add(0);
