// use: none; points: all:1
function* all(parts) {
  const value = yield* parts;
  return value;
}
module.exports = all([1]);
