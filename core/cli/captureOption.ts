import { Option } from "commander";
import { framesByDefault } from "../codemap/manifest.js";

/** `--capture`: where the program's state can be taken. */
export type CaptureChoice = "turns" | "anywhere";

export function captureOption(): Option {
  return new Option(
    "--capture <where>",
    "anywhere: its state can be taken in the middle of a turn, with frames on its stack; turns: between turns",
  )
    .choices(["turns", "anywhere"] satisfies CaptureChoice[])
    .default((framesByDefault ? "anywhere" : "turns") satisfies CaptureChoice);
}
