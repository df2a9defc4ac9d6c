// use: none; points: first:1
export async function first(source) {
  return source?.list?.[await source.index]?.name ?? "none";
}
