/** The program's environment variables, which are not all its host's. Set when its `process` is made. */
export const programEnvironment: { env: object } = { env: {} };
