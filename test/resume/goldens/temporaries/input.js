// use: none; points: sum:1, sum:2, sum:3
function* sum(f, o) {
  return f(yield "first") + o.m(1, yield "second", ...[yield "third"]) + `${o.x}`;
}
module.exports = sum;
