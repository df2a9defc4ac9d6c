/**
 * Cases of the differential suite that don't pass yet: a change that makes one pass takes it off. They are run with `TM_OPEN=1`, and printed by every run.
 * What is behind them is in docs/limitations.md.
 */
export const openCases: ReadonlySet<string> = new Set([
  "150-unhandled-rejection-exits",
  "151-unhandled-rejection-handled-late",
  "152-uncaught-error-exit-code",
  "153-uncaught-exception-handler",
  "154-exit-code-and-exit-handlers",
  "155-process-exit-now",
  "169-timers-promises",
  "171-process-facts",
  "172-console-state",
  "175-event-emitter",
  "180-esm-dynamic-import",
  "186-cjs-require-cache",
  "199-url-and-text-encoding",
  "200-abort-controller-and-event-target",
  "201-async-local-storage",
  "203-assert-and-path-modules",
  "401-finalization-registrations",
]);
