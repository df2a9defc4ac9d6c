/**
 * Cases of the differential suite that don't pass yet: a change that makes one pass takes it off. They are run with `TM_OPEN=1`, and printed by every run.
 * What is behind them is in docs/limitations.md.
 */
export const openCases: ReadonlySet<string> = new Set([
  "015-named-function-expression",
  "055-weakref-and-finalization",
  "059-error-stack-kept",
  "066-buffers",
  "068-proxy-function-and-revoked",
  "072-tagged-template-identity",
  "091-extending-promise",
  "096-class-expression-names",
  "101-private-name-in-nested-classes",
  "114-yield-star",
  "119-generator-this-and-arguments",
  "128-loop-heads-with-yield",
  "133-async-in-loops",
  "135-async-arrows-and-methods",
  "137-async-hoisting-and-recursion",
  "147-async-yield-star",
  "169-timers-promises",
  "186-cjs-require-cache",
  "192-typescript-enums-namespaces",
  "194-realm-array-prototype-patched",
  "195-realm-hostile-patches",
  "196-realm-globals",
  "205-state-machine-with-generators-and-timers",
  "208-parser-combinators-mid-parse",
]);
