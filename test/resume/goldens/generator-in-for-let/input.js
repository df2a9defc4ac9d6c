// use: none; points: rounds:1
function* rounds(list) {
  for (let i = 0; i < list.length; i++) {
    list[i] = () => i;
    yield i;
    console.log("round", i);
  }
}
module.exports = rounds([]);
