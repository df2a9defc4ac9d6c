/** Exit codes of the command line: docs/command-line.md. `run` and `logs --follow` end with the program's own code. */
export const exitCodes = {
  ok: 0,
  /** `check`: the moved program differs. */
  different: 1,
  /** `check`: two straight runs of the original differ. */
  notDeterministic: 2,
  /** A move or a capture was refused, and the program goes on where it was. */
  refused: 3,
  /** Anything else that went wrong; stderr says what. */
  failed: 4,
  /** `migrate`: it is not known whether the target runs. */
  inDoubt: 5,
  usage: 64,
  /** Ctrl-C. */
  interrupted: 130,
  /** `run`: whoever read the output is gone, and the program was stopped. */
  readerLeft: 141,
} as const;
