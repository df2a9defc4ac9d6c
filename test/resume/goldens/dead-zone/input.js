// use: late; points: early:1
function* early(hold) {
  function late() { return value; }
  hold(late);
  yield 1;
  const value = { late: 1 };
  let [head, ...tail] = [1, 2];
  return { tail, head: () => head };
}
module.exports = early(() => {});
