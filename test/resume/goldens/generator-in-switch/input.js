// use: none; points: states:1
function* states(kind) {
  switch (kind) {
    case "a":
      yield 1;
    case "b":
      console.log("b");
      break;
    default:
      console.log("other");
  }
  return "end";
}
module.exports = states("a");
