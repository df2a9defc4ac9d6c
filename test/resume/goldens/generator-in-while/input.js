// use: none; points: readings:1
function* readings(source) {
  let n = 0;
  while (source.more()) {
    const got = yield source.next();
    if (got === "skip") continue;
    if (got === "stop") break;
    n++;
  }
  return n;
}
module.exports = readings({});
