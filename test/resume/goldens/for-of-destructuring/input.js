// use: none; points: pairs:1
function* pairs(map) {
  for (const [key, value = yield key, ...rest] of map) console.log(key, value, rest);
}
module.exports = pairs(new Map());
