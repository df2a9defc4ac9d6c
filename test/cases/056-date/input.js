const d = new Date(Date.UTC(2024, 1, 29, 12, 30, 15, 250));
const invalid = new Date(NaN);
d.extra = "x";
class Stamp extends Date {
  label() { return `L${this.getTime()}`; }
}
const s = new Stamp(1000);
setTimeout(() => {
  console.log(d.toISOString(), d.extra, Number.isNaN(invalid.getTime()), s.label(), s instanceof Date);
  d.setUTCDate(30);
  s.setTime(5);
  setTimeout(() => console.log(d.toJSON(), s.label(), d - s, Object.prototype.toString.call(s)), 1);
}, 1);
