// N-queens, three times: with the bits of numbers, with arrays of flags, and with lists that are made anew for each queen.
function countBits(all, columns, left, right) {
  if (columns === all) return 1;
  let count = 0;
  let free = all & ~(columns | left | right);
  while (free !== 0) {
    const bit = free & -free;
    free ^= bit;
    count += countBits(all, columns | bit, ((left | bit) << 1) & all, (right | bit) >> 1);
  }
  return count;
}

function countFlags(size) {
  const columns = new Array(size).fill(false);
  const rising = new Array(2 * size).fill(false);
  const falling = new Array(2 * size).fill(false);
  const place = (row) => {
    if (row === size) return 1;
    let count = 0;
    for (let column = 0; column < size; column++) {
      const up = row + column;
      const down = row - column + size;
      if (columns[column] || rising[up] || falling[down]) continue;
      columns[column] = rising[up] = falling[down] = true;
      count += place(row + 1);
      columns[column] = rising[up] = falling[down] = false;
    }
    return count;
  };
  return place(0);
}

function isSafe(column, queens) {
  let distance = 1;
  for (let queen = queens; queen !== null; queen = queen.next, distance++)
    if (queen.column === column || Math.abs(queen.column - column) === distance) return false;
  return true;
}

function firstOf(size, queens, row) {
  if (row === size) return queens;
  for (let column = 0; column < size; column++) {
    if (!isSafe(column, queens)) continue;
    const found = firstOf(size, { column, next: queens }, row + 1);
    if (found !== null) return found;
  }
  return null;
}

function textOf(queens) {
  return queens === null ? "" : `${textOf(queens.next)}${queens.column.toString(36)}`;
}

export function run(size = 10) {
  const bits = countBits((1 << size) - 1, 0, 0, 0);
  const flags = countFlags(size);
  const first = textOf(firstOf(2 * size - 4, null, 0));
  return `${bits} ${flags} ${first}`;
}
