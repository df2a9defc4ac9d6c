import type { Capture } from "../../codemap/codeMap.js";
import { loadCodeMap } from "../codeMaps.js";
import { originalPlace } from "../sourceMaps.js";
import { moduleOfScript } from "../stacks.js";
import { mayFindMethod } from "./calledByEngine.js";
import { callPointAt } from "./callPlaces.js";
import type { FrameQuestion } from "./readFrames.js";
import type { StackFrame } from "./stackFrames.js";

/** What is known of one frame of the program before it is read. */
export interface PlannedFrame {
  readonly module: string;
  readonly id: string;
  readonly fn: number;
  readonly point: number;
  readonly question: FrameQuestion;
  /** How many accessors of the answer are for what the function captures; the rest is its own. */
  readonly outer: number;
}

/** Why the stack can't be captured at this safepoint. */
export interface Obstacle {
  /** What capture has to wait for, for people. */
  readonly waitsFor: string;
}

/**
 * Which frames are the program's, and what is to be asked of each; the frames of the runtime that a residual calls through are left out. What stands below
 * the program's frames is the runtime, which began the turn: nothing of the program may stand below that.
 */
export function planStack(frames: readonly StackFrame[]): (PlannedFrame | undefined)[] | Obstacle {
  const plan: (PlannedFrame | undefined)[] = [];
  let inProgram = false;
  let below = false;
  let inner: StackFrame | undefined;
  for (let i = 0; i < frames.length; i++) {
    const frame = frames[i]!;
    plan[i] = undefined;
    if (frame.kind === "native") {
      below = inProgram;
      continue;
    }
    const module = moduleOfScript(frame.url);
    if (module === undefined) {
      inner = undefined;
      // The safepoint itself stands above them.
      if (!frame.functionName.endsWith("$inner")) below = inProgram;
      continue;
    }
    inProgram = true;
    if (below) return { waitsFor: `a call of the program by ${nameOfFirstBelow(frames, plan)}` };
    const call = callPointAt(module, frame.line, frame.column);
    if (call === undefined || (inner !== undefined && mayFindMethod(inner.functionName))) {
      const { line, column } = originalPlace(module, frame.line, frame.column) ?? frame;
      return { waitsFor: `what stands at ${module}:${line}:${column}` };
    }
    plan[i] = plannedFrame(module, call.fn, call.point, call.residual);
    inner = frame;
  }
  return plan;
}

function nameOfFirstBelow(frames: readonly StackFrame[], plan: readonly (PlannedFrame | undefined)[]): string {
  for (let i = 0; i < plan.length; i++) {
    const name = frames[i]!.functionName;
    if (plan[i] === undefined && !name.endsWith("$inner")) return name === "" ? "the runtime" : name;
  }
  return "the runtime";
}

function plannedFrame(module: string, fn: number, point: number, residual: boolean): PlannedFrame {
  const { codeMap } = loadCodeMap(module)!;
  const entry = codeMap.functions[fn]!;
  const at = entry.points![point]!;
  const spell = (name: string): string =>
    residual && name === "arguments" ? "$arguments" : residual && name === "new.target" ? "$newTarget" : name;
  const outer = accessors(entry.captures, spell);
  const own = accessors(at.own, spell);
  const values = at.values.map(spell);
  const all = [...outer, ...own];
  return {
    module,
    id: `${codeMap.tag}.${fn}`,
    fn,
    point,
    question: all.length === 0 ? { values } : { values, expression: `[${all.join(", ")}]` },
    outer: outer.length,
  };
}

/** As in report lines: a getter, and for a cell a setter. */
function accessors(captures: readonly Capture[], spell: (name: string) => string): string[] {
  const list: string[] = [];
  for (let i = 0; i < captures.length; i++) {
    const name = spell(captures[i]!.name);
    list.push(`() => ${name}`);
    const value = name === "v" ? "$v" : "v";
    if (captures[i]!.mutable) list.push(`(${value}) => { ${name} = ${value} }`);
  }
  return list;
}
