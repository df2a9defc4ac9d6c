/** Whether an object is one of the realm's that a snapshot names by its path. Set when the realm has been listed. */
export const listed: { has(object: object): boolean } = { has: () => false };
