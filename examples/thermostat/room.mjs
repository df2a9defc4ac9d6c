/** A room that gets warmer while it is heated, and loses warmth otherwise. */
export function simulatedRoom(start) {
  let celsius = start;
  return {
    celsius: () => celsius,
    heat(on) {
      celsius += on ? 0.4 : -0.3;
    },
  };
}
