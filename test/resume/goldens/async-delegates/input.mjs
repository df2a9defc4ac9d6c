// use: none; points: merged:1
export async function* merged(first, second) {
  const count = yield* first;
  yield count;
  yield* second;
}
