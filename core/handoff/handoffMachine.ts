import type { ErrorRecord } from "../errors.js";

/**
 * The handoff of one program from its source to its target, as a pure state machine (design, section 7). One action is outstanding at a time; its result is
 * the next event. Invariants, for any loss, delay or repetition of messages:
 * - the target is told to run only when the source's `released` is durable;
 * - before that, every failure makes the source go on;
 * - after that, the source goes on only when the target's `aborted` is durable, never on a timeout;
 * - what can't be decided ends as `inDoubt`: nothing runs twice, and nothing is lost that stands frozen on the source.
 */
export type HandoffAction =
  /** Target: lay the program out, start an engine with the runtime loaded. */
  | "warm"
  | "freeze"
  | "capture"
  /** Generate resume code, bring it and the snapshot to the target. */
  | "transfer"
  /** Target: rebuild the program without running it. */
  | "prepare"
  | "release"
  | "go"
  | "end"
  | "thaw"
  /** Source: go on although released; the target's `aborted` is durable. */
  | "reclaim"
  /** Target: give the epoch up, durably. */
  | "abort"
  | "askSource"
  | "askTarget";

/** Where the source is: `running` includes a program that came to its end. */
export type SourceAnswer = "running" | "frozen" | "released" | "ended";
/** Where the target is. `unknown`: it has no memory of this epoch, which proves nothing. */
export type TargetAnswer = "prepared" | "started" | "aborted" | "unknown";

export type HandoffEvent =
  | { readonly type: "begin" }
  /** A handoff that was left in doubt, taken up again: the source is released. */
  | { readonly type: "recover" }
  | { readonly type: "done" }
  /** The action was not carried out, and never will be. */
  | { readonly type: "failed"; readonly error: ErrorRecord }
  /** Link lost or no answer in time: it may have been carried out, or be carried out later. */
  | { readonly type: "unclear"; readonly error: ErrorRecord }
  | { readonly type: "source"; readonly state: SourceAnswer }
  | { readonly type: "target"; readonly state: TargetAnswer }
  /** The user wants the program to stay. Too late after `released`. */
  | { readonly type: "cancel" };

export type HandoffOutcome = "moved" | "stayed" | "inDoubt";

export type HandoffState =
  | { readonly phase: "idle" }
  | {
      readonly phase: "acting";
      readonly action: HandoffAction;
      readonly attempt: number;
      readonly cancelled: boolean;
      readonly error?: ErrorRecord;
    }
  | { readonly phase: "over"; readonly outcome: HandoffOutcome; readonly error?: ErrorRecord };

/** How often something that must be settled is tried again when the answer is lost. */
export const attempts = 3;

export const initialState: HandoffState = { phase: "idle" };

const cancelledError: ErrorRecord = { code: "E_ABORTED", message: "the handoff was cancelled", chain: [] };

/** What follows while nothing goes wrong. */
const next = {
  warm: "freeze",
  freeze: "capture",
  capture: "transfer",
  transfer: "prepare",
  prepare: "release",
  release: "go",
  go: "end",
} as const;

/** The state after `event`; when it is `acting` on something new (another object than before), that action is to be carried out. */
export function stepHandoff(state: HandoffState, event: HandoffEvent): HandoffState {
  if (state.phase === "over") return state;
  if (state.phase === "idle") return event.type === "begin" ? act("warm") : event.type === "recover" ? act("askTarget") : state;
  switch (event.type) {
    case "begin":
    case "recover":
      return state;
    case "cancel":
      // Same action, still outstanding: seen when its result comes.
      return isReversible(state.action) ? { ...state, cancelled: true } : state;
    case "done":
      return afterDone(state);
    case "failed":
      return afterFailed(state, event.error);
    case "unclear":
      return afterUnclear(state, event.error);
    case "source":
      return state.action === "askSource" ? afterSourceAnswer(state, event.state) : state;
    case "target":
      return state.action === "askTarget" ? afterTargetAnswer(state, event.state) : state;
  }
}

type Acting = Extract<HandoffState, { phase: "acting" }>;

function afterDone(state: Acting): HandoffState {
  switch (state.action) {
    case "warm":
    case "freeze":
    case "capture":
    case "transfer":
    case "prepare":
      return state.cancelled ? undo(state.action, cancelledError) : act(next[state.action]);
    case "release":
    case "go":
      return act(next[state.action]);
    case "end":
      return over("moved");
    case "thaw":
      return act("abort", state.error);
    case "reclaim":
    case "abort":
      return over("stayed", state.error);
    case "askSource":
    case "askTarget":
      // Answered with `source` and `target`.
      return state;
  }
}

function afterFailed(state: Acting, error: ErrorRecord): HandoffState {
  switch (state.action) {
    case "warm":
    case "freeze":
    case "capture":
    case "transfer":
    case "prepare":
    case "release":
      return undo(state.action, error);
    case "go":
      // The refusal may follow a start whose answer was lost: what counts is what the target has written down.
      return again(act("askTarget", error), state);
    case "end":
      // The target runs and the source is released: it will not run again, whatever became of its process.
      return over("moved", error);
    case "thaw":
      return again(act("askSource", state.error ?? error), state);
    case "reclaim":
    case "askSource":
    case "askTarget":
      return retry(state, error);
    case "abort":
      return over("stayed", state.error ?? error);
  }
}

function afterUnclear(state: Acting, error: ErrorRecord): HandoffState {
  switch (state.action) {
    case "warm":
    case "freeze":
    case "capture":
    case "transfer":
    case "prepare":
      return undo(state.action, error);
    case "release":
      return act("askSource", error);
    case "go":
      return again(act("askTarget", error), state);
    case "end":
      return state.attempt < attempts ? again(act("end", error), state) : over("moved", error);
    case "thaw":
    case "reclaim":
    case "askSource":
    case "askTarget":
      return retry(state, error);
    case "abort":
      // A target that can't be reached aborts by itself when its connection is gone; it was never released to.
      return over("stayed", state.error ?? error);
  }
}

function afterSourceAnswer(state: Acting, answer: SourceAnswer): HandoffState {
  switch (answer) {
    case "released":
      return act("go");
    case "frozen":
      return again(act("thaw", state.error), state);
    case "running":
    case "ended":
      return act("abort", state.error);
  }
}

function afterTargetAnswer(state: Acting, answer: TargetAnswer): HandoffState {
  switch (answer) {
    case "started":
      return act("end");
    case "aborted":
      return act("reclaim", state.error);
    case "prepared":
      return state.attempt < attempts ? again(act("go", state.error), state) : over("inDoubt", state.error);
    case "unknown":
      return over("inDoubt", state.error);
  }
}

/** Before `released`: the source goes on, then the target is given up. */
function undo(action: HandoffAction, error: ErrorRecord): HandoffState {
  return act(action === "warm" ? "abort" : "thaw", error);
}

function retry(state: Acting, error: ErrorRecord): HandoffState {
  const first = state.error ?? error;
  return state.attempt < attempts ? again(act(state.action, first), state) : over("inDoubt", first);
}

function isReversible(action: HandoffAction): boolean {
  return action === "warm" || action === "freeze" || action === "capture" || action === "transfer" || action === "prepare";
}

function act(action: HandoffAction, error?: ErrorRecord): Acting {
  return { phase: "acting", action, attempt: 1, cancelled: false, ...(error === undefined ? {} : { error }) };
}

function again(state: Acting, before: Acting): Acting {
  return { ...state, attempt: before.attempt + 1 };
}

function over(outcome: HandoffOutcome, error?: ErrorRecord): HandoffState {
  return { phase: "over", outcome, ...(error === undefined ? {} : { error }) };
}
