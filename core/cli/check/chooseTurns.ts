/** At most `count` different turns of 1…`turns`, ascending; the same for the same seed. All of them when there are no more than `count`. */
export function chooseTurns(turns: number, count: number, seed: number): number[] {
  const wanted = Math.min(turns, count);
  const random = mulberry32(seed);
  const chosen = new Set<number>();
  // Floyd's sampling: as many draws as wanted, however many turns there are.
  for (let last = turns - wanted + 1; last <= turns; last++) {
    const candidate = 1 + Math.floor(random() * last);
    chosen.add(chosen.has(candidate) ? last : candidate);
  }
  return [...chosen].sort((a, b) => a - b);
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
