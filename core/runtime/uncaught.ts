/** Where errors go that nobody catches. Errors.ts puts the real handler in; before that the host's own fate is right. */
export const uncaughtHandler: { handle(error: unknown, origin: "uncaughtException" | "unhandledRejection", promise?: object): void } = {
  handle: (error) => {
    throw error;
  },
};

/** Reports an error that nobody caught. Does not return if the program ends of it. */
export function reportUncaught(error: unknown, origin: "uncaughtException" | "unhandledRejection", promise?: object): void {
  uncaughtHandler.handle(error, origin, promise);
}
