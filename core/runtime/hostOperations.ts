/** Operations of the host that the program has begun and that will come back to it: number -> what they are, for messages. */
const flying = new Map<number, string>();
let last = 0;

/** Notes that an operation begins. @returns its number, for `endOperation` */
export function beginOperation(name: string): number {
  flying.set(++last, name);
  return last;
}

/** Notes that an operation has ended; 0 is none. */
export function endOperation(operation: number): void {
  flying.delete(operation);
}

/** What is in flight. */
export function operationsInFlight(): string[] {
  const names: string[] = [];
  flying.forEach((name) => {
    names[names.length] = name;
  });
  return names;
}
