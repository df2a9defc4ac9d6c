/** Where a program stands, in words. */
export function formatStand({ turn, inTurn }: { readonly turn: number; readonly inTurn: boolean }): string {
  if (!inTurn) return `before turn ${turn.toLocaleString("en")}`;
  return turn === 0 ? "in its main program" : `in the middle of turn ${turn.toLocaleString("en")}`;
}
