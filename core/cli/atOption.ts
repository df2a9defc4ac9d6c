import { Option } from "commander";

/** `--at`: where a running program is taken. */
export type AtChoice = "now" | "turn";

export function atOption(): Option {
  return new Option("--at <place>", "now: where it is, also in the middle of a turn (run --capture anywhere); turn: at the end of its turn")
    .choices(["now", "turn"] satisfies AtChoice[])
    .default("now" satisfies AtChoice);
}
