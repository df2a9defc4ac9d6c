/** Prototypes of the runtime's own classes whose instances have all their state in own properties and hidden records. */
const plain: object[] = [];

/** Lists such prototypes. */
export function plainPrototype(...prototypes: object[]): void {
  for (let i = 0; i < prototypes.length; i++) plain[plain.length] = prototypes[i]!;
}

/** Whether a prototype was listed. */
export function isPlainPrototype(prototype: object): boolean {
  for (let i = 0; i < plain.length; i++) if (plain[i] === prototype) return true;
  return false;
}
