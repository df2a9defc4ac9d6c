/** A sliding window: `push` and `mean` share what they remember. */
export function slidingWindow(size) {
  const values = [];
  let sum = 0;
  return {
    push(value) {
      values.push(value);
      sum += value;
      if (values.length > size) sum -= values.shift();
    },
    mean: () => sum / values.length,
    full: () => values.length === size,
  };
}

/** Groups what an iterator yields. */
export function* batches(items, size) {
  let batch = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
