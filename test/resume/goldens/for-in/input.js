// use: none; points: keys:1
function* keys(object) {
  for (const name in object) if (!name.startsWith("_")) yield name;
}
module.exports = keys({});
