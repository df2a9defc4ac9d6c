import { captureProgram, hostHolds, restoreHere } from "./moves.js";
import { lackingFeatures } from "./features.js";
import { host } from "./host.js";
import type { ControlChannel } from "./host.js";
import { outputBytes } from "./output.js";
import { callOffStop, safepointsOf, type StopKind, stops, wanted } from "./stack/pause.js";
import { canReadStack } from "./stack/readFrames.js";
import { startSafepoints } from "./stack/stopFlag.js";
import { watch } from "./stack/watch.js";
import { beginFrozen, callOffFreeze, goOnInTurn, isFrozen, requestFreeze, standInTurn, thaw, turns } from "./turns.js";

let channel: ControlChannel | undefined;

/** Connects the control channel. Before the realm is the program's: what the host's own code does on the way must not use the program's promises (Bun). */
export function connectControl(): void {
  const { env } = host.facts;
  channel = host.connectControl(receive);
  stops.stand = serveInTurn;
  stops.givenUp = refuseToStop;
  stops.listen = () => channel?.poll?.();
  stops.hostHolds = hostHolds;
  if (channel !== undefined && env["THINGSMIGRATE_WATCH"] === "1" && canReadStack(host)) watch(host, env["THINGSMIGRATE_CONTROL"]!);
}

/** Answers the agent on the control channel (docs/code-contract.md, section 8). @param warm whether the process waits for a program to restore. */
export function startControl(warm: boolean): void {
  const { env, pid } = host.facts;
  channel?.send({ type: "hello", pid, engine: host.engine, version: host.version, mode: warm ? "warm" : "run" });
  if (warm) beginFrozen();
  else {
    const at = stopAt(env["THINGSMIGRATE_FREEZE_AT"] ?? "");
    if (at > 0) requestFreeze(at, sendFrozen);
  }
}

/** Stops at a safepoint: what is left of the stack is served from here, until the program may go on or ends. */
function serveInTurn(): void {
  if (channel?.serve === undefined) return;
  standInTurn();
  inTurn = true;
  sendFrozen();
  // When nobody is there any more, the program goes on.
  channel.serve(() => !inTurn);
  inTurn = false;
  goOnInTurn();
}
let inTurn = false;

const stopKinds: Record<string, StopKind | undefined> = { s: "any", c: "call", l: "loop" };

/** Asks for the next stop: before a turn, or, as `s12` (`c12`, `l12`), at a safepoint (of functions, of loops). @returns the turn, or 0. */
function stopAt(at: unknown): number {
  const kind = typeof at === "string" ? stopKinds[at.slice(0, 1)] : undefined;
  if (kind === undefined) {
    callOffStop();
    return numberOf(Number(at));
  }
  wanted.kind = kind;
  wanted.waitsFor = "";
  wanted.at = Number((at as string).slice(1));
  wanted.until = Infinity;
  startSafepoints();
  return 0;
}

/** Asks for a stop at the first safepoint where the stack can be captured; given up after some milliseconds. The end of the turn may come first. */
function stopWithin(patience: number): void {
  if (isFrozen() || !canReadStack(host)) return;
  wanted.kind = "any";
  wanted.waitsFor = "";
  wanted.at = 0;
  wanted.until = host.now() + patience;
  startSafepoints();
}

/** The program goes on, and nothing is wanted of it any more. */
function refuseToStop(): void {
  callOffFreeze();
  refuse({
    code: "E_CAPTURE_STACK",
    message: "the program is in the middle of a turn, and its stack could not be captured anywhere it has come to meanwhile",
    chain: [`it waits for ${wanted.waitsFor}`],
  });
}

function sendFrozen(): void {
  const output = [outputBytes[1], outputBytes[2]];
  if (inTurn) {
    const waitedFor = wanted.waitsFor === "" ? {} : { waitedFor: wanted.waitsFor };
    channel?.send({ type: "frozen", turn: turns.count, safepoint: safepointsOf(wanted.kind), ...waitedFor, output });
    return;
  }
  callOffStop();
  channel?.send({ type: "frozen", turn: turns.count + 1, output });
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
  const at = stopAt(freezeAt);
  host.tick(() => {
    thaw(at === 0 ? Infinity : at, sendFrozen);
  });
}

function receive(message: Record<string, unknown>): void {
  switch (message["type"]) {
    case "freeze":
      requestFreeze(numberOf(message["atTurn"]), sendFrozen);
      if (numberOf(message["within"]) > 0) stopWithin(numberOf(message["within"]));
      break;
    case "capture":
      captureProgram(
        // In the middle of a turn nothing of the host can end: the event loop stands still as well.
        inTurn ? 0 : numberOf(message["wait"]),
        ({ body, codeUse }) => channel?.send({ type: "snapshot", codeUse, turn: inTurn ? turns.count : turns.count + 1 }, body),
        refuse,
      );
      break;
    case "thaw":
      channel?.send({ type: "thawed" });
      if (inTurn) {
        stopAt(message["freezeAt"]);
        inTurn = false;
      } else goOn(message["freezeAt"]);
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
