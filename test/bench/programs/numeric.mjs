// Numeric loops over typed arrays: a fluid-like relaxation on a grid.
export function run() {
  const size = 130;
  const stride = size + 2;
  let field = new Float64Array(stride * stride);
  let next = new Float64Array(stride * stride);
  const at = (x, y) => x + stride * y;
  for (let y = 1; y <= size; y++) for (let x = 1; x <= size; x++) field[at(x, y)] = ((x * 7 + y * 13) % 31) / 31;
  for (let round = 0; round < 900; round++) {
    for (let y = 1; y <= size; y++) {
      for (let x = 1; x <= size; x++) {
        const i = at(x, y);
        next[i] = (field[i] + 0.4 * (field[i - 1] + field[i + 1] + field[i - stride] + field[i + stride])) / 2.6;
      }
    }
    [field, next] = [next, field];
  }
  let sum = 0;
  for (const value of field) sum += value;
  return Math.round(sum * 1e6);
}
