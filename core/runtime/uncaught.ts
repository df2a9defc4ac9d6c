/** How an error came to be uncaught: thrown in a callback or a CommonJS main module, in a microtask, by the evaluation of an ES module, or as a rejection. */
export type UncaughtFrom = "throw" | "microtask" | "module" | "rejection";

/** Where errors go that nobody catches. Errors.ts puts the real handler in; before that the host's own fate is right. */
export const uncaughtHandler: { handle(error: unknown, from: UncaughtFrom): void } = {
  handle: (error) => {
    throw error;
  },
};

/** Reports an error that nobody caught. Does not return if the program ends of it. */
export function reportUncaught(error: unknown, from: UncaughtFrom): void {
  uncaughtHandler.handle(error, from);
}
