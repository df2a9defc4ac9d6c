import type { Host } from "../host.js";
import { stackFrames, type StackFrame } from "./stackFrames.js";
import { inspectFrames, type InspectedFrame, inspectState } from "./workers/inspectFrames.js";
import { startWorker } from "./startWorker.js";

/** What is wanted of one frame. */
export interface FrameQuestion {
  /** Variables of the function itself to take by value, captured ones included; also `this` and `arguments`, if the function uses it. */
  readonly values: readonly string[];
  /**
   * Evaluated in the frame, for closures over what the program's closures have captured: `[() => n, (v) => { n = v }]`. They share the program's bindings.
   * It takes time in proportion to the frame's depth; it may not assign to variables that no closure captures (optimized code doesn't see it).
   */
  readonly expression?: string;
}

export interface FrameAnswer {
  /** In the order of the question. */
  readonly values: readonly unknown[];
  /** Of the expression; `null` if there was none. */
  readonly result: unknown;
}

/** A frame of which something could not be read. */
export interface UnavailableFrame {
  /** Among all frames. */
  readonly index: number;
  /** Variables; empty when none of the frame can be told. */
  readonly names: readonly string[];
}

export type StackReading =
  /** One answer a frame, undefined for those that were left alone. */
  | { readonly kind: "read"; readonly answers: readonly (FrameAnswer | undefined)[] }
  /**
   * Optimized code keeps no value for variables that it has computed away, or that are in their dead zone. It is left as soon as control comes back to it
   * while `$stop` is set, so the frame can be read at a later safepoint.
   */
  | { readonly kind: "unavailable"; readonly frames: readonly UnavailableFrame[] }
  /** Not in this engine, or not now. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Whether this engine can tell the frames of its stack, and which of their variables it has no value for (V8 10 shows those as undefined). */
export function canReadStack(host: Host): boolean {
  return host.engine === "node" && parseInt(host.facts.versions["v8"] ?? "", 10) > 10 && host.builtin("inspector") !== undefined;
}

type Plan = (frames: readonly StackFrame[]) => readonly (FrameQuestion | undefined)[];

/**
 * Reads the frames of the stack it is called on, from the caller outward, without disturbing them: values stay in the heap, nothing is serialized, the
 * program's code stays optimized. Called on the main thread of Node, by a function of the runtime that stands on the program's stack.
 * @param plan answers for each frame what is wanted of it, or undefined to leave it alone; refuses by throwing, before anything has been done.
 */
export function readFrames(host: Host, plan: Plan): StackReading {
  if (host.engine !== "node" || host.builtin("inspector") === undefined)
    return { kind: "unreadable", reason: `${host.engine} has no inspector that a thread can use` };
  const frames = stackFrames(readFrames);
  if (frames === undefined) return { kind: "unreadable", reason: "the engine does not tell the frames of its stack" };
  const questions = plan(frames);
  const asked = askedFrames(frames, questions);
  if (asked.length === 0) return { kind: "read", answers: frames.map(() => undefined) };
  const again = asked.filter(({ question }) => isReadTwice(question));
  const depth = frames.filter(({ kind }) => kind === "code").length;
  try {
    return answerAll(frames, asked, inspect(host, { depth, frames: asked, again }));
  } catch (error) {
    return { kind: "unreadable", reason: error instanceof Error ? error.message : String(error) };
  }
}

interface AskedFrame extends InspectedFrame {
  /** Among all frames. */
  readonly at: number;
  readonly question: FrameQuestion;
}

function askedFrames(frames: readonly StackFrame[], questions: readonly (FrameQuestion | undefined)[]): AskedFrame[] {
  const asked: AskedFrame[] = [];
  let index = -1;
  for (let at = 0; at < frames.length; at++) {
    const { kind, line, column } = frames[at]!;
    if (kind === "native") continue;
    index++;
    const question = questions[at];
    if (question !== undefined) asked.push({ index, line, column, expression: question.expression, at, question });
  }
  return asked;
}

/** V8 makes these anew, from what it knows, when optimized code has none: only what is the same object twice is the program's. */
function isMadeWhenAsked(name: string): boolean {
  return name === "this" || name === "arguments";
}

function isReadTwice({ values }: FrameQuestion): boolean {
  return values.some(isMadeWhenAsked);
}

/** Called by the worker with parts of the frames: inspectFrames.ts. */
class Taker {
  readonly #parts: unknown[] = [];
  readonly results: unknown[] = [];

  take(piece: readonly unknown[]): void {
    const into = piece[0] === "scopes" ? this.#parts : this.results;
    for (let i = 1; i < piece.length; i++) into.push(piece[i]);
  }

  /** `this` and the scopes of each frame, the first being the one that stands in `pause`. */
  frames(): FrameScopes[] {
    const parts = this.#parts;
    const frames: FrameScopes[] = [];
    for (let at = 0; at < parts.length;) {
      const from = at + 2;
      const to = from + (parts[at + 1] as number);
      frames.push({ self: parts[at], scopes: parts.slice(from, to) as object[] });
      at = to;
    }
    return frames;
  }
}

interface FrameScopes {
  readonly self: unknown;
  /** Innermost first; each has the variables as properties. None where the engine can't tell them. */
  readonly scopes: readonly object[];
}

interface Order {
  readonly depth: number;
  readonly frames: readonly AskedFrame[];
  readonly again: readonly AskedFrame[];
}

/** Stands still once, and once more if something is to be read twice. @throws Error with the reason when it can't be read. */
function inspect(host: Host, { depth, frames, again }: Order): readonly Taker[] {
  const takers = again.length > 0 ? [new Taker(), new Taker()] : [new Taker()];
  const worker = startWorker(host, inspectFrames, { depth, frames: frames.map(asData), again: again.map(asData) });
  worker.waitWhile(inspectState.starting);
  let reason = worker.said();
  const unhide = showUnavailable(host);
  for (let i = 0; i < takers.length && reason === undefined; i++) {
    const taker = takers[i]!;
    pause((parts: readonly unknown[]) => {
      taker.take(parts);
    });
    reason = worker.said();
  }
  unhide();
  worker.become(inspectState.over);
  worker.waitWhile(inspectState.over);
  worker.become(inspectState.released);
  if (typeof reason === "string") throw new Error(reason);
  return takers;
}

function asData({ index, line, column, expression }: AskedFrame): InspectedFrame {
  return { index, line, column, expression };
}

/** Where the inspector stops. Its variable in the dead zone shows whether the engine tells what it has no value for. */
function pause(take: (parts: readonly unknown[]) => void): unknown {
  // So the main thread enters the pause by itself, at this place and no other.
  debugger;
  const inDeadZone = take;
  return inDeadZone;
}

/** V8 11 (Node 20) tells undefined from no value only with this flag; from 12 on it always does. @returns what takes the flag back. */
function showUnavailable(host: Host): () => void {
  const v8 = host.builtin("v8") as typeof import("node:v8") | undefined;
  if (v8 === undefined || parseInt(host.facts.versions["v8"] ?? "", 10) !== 11) return () => undefined;
  v8.setFlagsFromString("--experimental-value-unavailable");
  return () => {
    v8.setFlagsFromString("--no-experimental-value-unavailable");
  };
}

const noValue = Symbol("no value");

/** Value of a variable, from the scopes of its function, innermost first. */
function valueOf(name: string, { self, scopes }: FrameScopes): unknown {
  if (name === "this") return scopes.length === 0 ? noValue : self;
  for (const scope of scopes) {
    if (!(name in scope)) continue;
    try {
      return (scope as Record<string, unknown>)[name];
    } catch {
      return noValue;
    }
  }
  return noValue;
}

function answerAll(frames: readonly StackFrame[], asked: readonly AskedFrame[], takers: readonly Taker[]): StackReading {
  const read = takers[0]!.frames();
  const readAgain = takers[1]?.frames();
  const { results } = takers[0]!;
  if (read.length !== asked.length + 1 || results.length !== asked.length)
    return { kind: "unreadable", reason: "the main thread did not stop for the inspector" };
  if (valueOf("inDeadZone", read[0]!) !== noValue)
    return { kind: "unreadable", reason: "this engine shows variables that optimized code has no value for as undefined" };
  const answers: (FrameAnswer | undefined)[] = frames.map(() => undefined);
  const unavailable: UnavailableFrame[] = [];
  let readTwice = 0;
  for (let n = 0; n < asked.length; n++) {
    const { at, question } = asked[n]!;
    const frame = read[n + 1]!;
    const twice = isReadTwice(question) ? readAgain?.[++readTwice] : undefined;
    const values = question.values.map((name) => valueOf(name, frame));
    const names = question.values.filter(
      (name, v) => values[v] === noValue || (isMadeWhenAsked(name) && (twice === undefined || valueOf(name, twice) !== values[v])),
    );
    if (frame.scopes.length === 0) unavailable.push({ index: at, names: [] });
    else if (names.length > 0) unavailable.push({ index: at, names });
    else answers[at] = { values, result: results[n] };
  }
  return unavailable.length > 0 ? { kind: "unavailable", frames: unavailable } : { kind: "read", answers };
}
