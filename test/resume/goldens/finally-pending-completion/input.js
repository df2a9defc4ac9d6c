// use: none; points: search:1, search:2
function* search(rows) {
  rows: for (const row of rows) {
    try {
      for (const cell of row) {
        if (cell === "skip") continue rows;
        if (cell === "stop") return "stopped";
        yield cell;
      }
    } finally {
      yield "row done";
    }
  }
  return "all";
}
module.exports = search([]);
