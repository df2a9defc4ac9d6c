const lines = [];
export async function read(stream) {
  for await (const line of stream) lines.push(line);
  return lines.length;
}
