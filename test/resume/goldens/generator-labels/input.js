// use: none; points: search:1
function* search(rows) {
  let y = 0;
  outer: while (y < rows.length) {
    let x = 0;
    while (x < 3) {
      const found = yield rows[y][x++];
      if (found === 1) break outer;
      if (found === 2) continue outer;
    }
    y++;
  }
  return y;
}
module.exports = search([[1]]);
