// sprintf-js keeps what it has parsed: a report that is printed line by line.
import sprintf from "sprintf-js";

const rows = [
  { city: "Ghent", kelvin: 281.456, delta: -0.25, flags: 0b1011 },
  { city: "Oulu", kelvin: 251.2, delta: 12.5, flags: 0b10 },
  { city: "Nairobi", kelvin: 295.0, delta: 0, flags: 0xff },
];
const formats = [
  "%(city)-10s|%(kelvin)8.2f|%(delta)+6.1f|%(flags)08b",
  "%(city)'*12s %(kelvin)e %(flags)x %(flags)o",
  "%(city).3s %(delta)t %(kelvin).3g %%",
];

const lines = [];
function* report() {
  for (const format of formats) for (const row of rows) yield sprintf.sprintf(format, row);
}
const printing = report();
const timer = setInterval(() => {
  const { value, done } = printing.next();
  if (!done) {
    lines.push(value.length);
    console.log(value);
    return;
  }
  clearInterval(timer);
  console.log(sprintf.vsprintf("%d lines, %s, %j", [lines.length, lines, { lines }]));
  try {
    sprintf.sprintf("%(a)s %s", {}, 1);
  } catch (error) {
    console.log(error.name, error.message);
  }
}, 1);
