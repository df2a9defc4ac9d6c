// use: none; points: drain:1, drain:2
export async function drain(stream, seen) {
  for await (const { id, ...rest } of stream) {
    seen.push(() => id);
    await rest.done;
  }
  return seen.length;
}
