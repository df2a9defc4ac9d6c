import { captureProgram, restoreHere } from "./moves.js";
import { lackingFeatures } from "./features.js";
import { host } from "./host.js";
import type { ControlChannel } from "./host.js";
import { outputBytes } from "./output.js";
import { beginFrozen, requestFreeze, thaw, turns } from "./turns.js";

let channel: ControlChannel | undefined;

/** Connects the control channel. Before the realm is the program's: what the host's own code does on the way must not use the program's promises (Bun). */
export function connectControl(): void {
  channel = host.connectControl(receive);
}

/** Answers the agent on the control channel (docs/code-contract.md, section 8). @param warm whether the process waits for a program to restore. */
export function startControl(warm: boolean): void {
  const { env, pid } = host.facts;
  channel?.send({ type: "hello", pid, engine: host.engine, version: host.version, mode: warm ? "warm" : "run" });
  if (warm) beginFrozen();
  else {
    const at = Number(env["THINGSMIGRATE_FREEZE_AT"] ?? "");
    if (at > 0) requestFreeze(at, sendFrozen);
  }
}

function sendFrozen(): void {
  channel?.send({ type: "frozen", turn: turns.count + 1, output: [outputBytes[1], outputBytes[2]] });
}

function refuse(error: unknown): void {
  const { code, message, chain, remedy } = error as { code?: string; message?: string; chain?: string[]; remedy?: string };
  channel?.send({
    type: "refused",
    error: {
      code: typeof code === "string" && code.startsWith("E_") ? code : "E_RUNTIME",
      message: message ?? String(error),
      chain: chain ?? [],
      ...(remedy === undefined ? {} : { remedy }),
    },
  });
}

function numberOf(value: unknown): number {
  return typeof value === "number" && value > 0 ? value : 0;
}

/** Runs on after a freeze, to the next one if one is asked for. */
function goOn(freezeAt: unknown): void {
  const at = numberOf(freezeAt);
  host.tick(() => {
    thaw(at === 0 ? Infinity : at, sendFrozen);
  });
}

function receive(message: Record<string, unknown>): void {
  switch (message["type"]) {
    case "freeze":
      requestFreeze(numberOf(message["atTurn"]), sendFrozen);
      break;
    case "capture":
      captureProgram(
        numberOf(message["wait"]),
        ({ body, codeUse }) => channel?.send({ type: "snapshot", codeUse, turn: turns.count + 1 }, body),
        refuse,
      );
      break;
    case "thaw":
      channel?.send({ type: "thawed" });
      goOn(message["freezeAt"]);
      break;
    case "end":
      host.exit(0);
      break;
    case "restore":
      try {
        restoreHere(String(message["directory"]));
        channel?.send({ type: "prepared" });
      } catch (error) {
        refuse(error);
      }
      break;
    case "features":
      channel?.send({ type: "features", lacking: lackingFeatures(message["features"] as never) });
      break;
    case "go":
      channel?.send({ type: "started" });
      goOn(message["freezeAt"]);
      break;
    default:
      refuse(new Error(`unknown message ${String(message["type"])}`));
  }
}
