interface Point { x: number; y: number }
export const scale = (by: number) => ({ x, y }: Point): Point => ({ x: x * by, y: y * by });
export async function total(points: Promise<Point>[]): Promise<number> {
  let sum: number = 0;
  for (const point of points) sum += (await point).x;
  return sum as number;
}
