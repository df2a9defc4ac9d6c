export interface Reading { v: number }
export type Stat = { mean: number };
let calls: number = 0;
export function average(rs: readonly Reading[]): Stat {
  calls++;
  return { mean: rs.reduce((a: number, r) => a + r.v, 0) / rs.length + calls };
}
