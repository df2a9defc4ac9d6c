import { describe, expect, it } from "vitest";
import {
  type HandoffAction,
  type HandoffEvent,
  type HandoffState,
  initialState,
  type SourceAnswer,
  stepHandoff,
  type TargetAnswer,
} from "../../core/handoff/handoffMachine.js";

const error = { code: "E_TIMEOUT", message: "lost", chain: [] };

/** Both boards as far as the protocol goes. What is refused changes nothing, as in core/board/supervisor.ts. */
interface World {
  readonly source: SourceAnswer;
  readonly target: TargetAnswer;
  /** Messages that a broken link holds back and may still deliver. */
  readonly late: readonly HandoffAction[];
}

/** @returns the world after the action, or `undefined` when it is refused. */
function carryOut(world: World, action: HandoffAction): World | undefined {
  const { source, target } = world;
  switch (action) {
    case "warm":
      return target === "unknown" ? world : undefined;
    case "freeze":
      return source === "running" || source === "frozen" ? { ...world, source: "frozen" } : undefined;
    case "capture":
      return source === "frozen" ? world : undefined;
    case "transfer":
      return world;
    case "prepare":
      return target === "unknown" ? { ...world, target: "prepared" } : undefined;
    case "release":
      return source === "frozen" || source === "released" ? { ...world, source: "released" } : undefined;
    case "go":
      return target === "prepared" || target === "started" ? { ...world, target: "started" } : undefined;
    case "end":
      return source === "released" || source === "ended" ? { ...world, source: "ended" } : undefined;
    case "thaw":
      return source === "frozen" || source === "running" ? { ...world, source: "running" } : undefined;
    case "reclaim":
      return source === "released" ? { ...world, source: "running" } : undefined;
    case "abort":
      return target === "started" ? world : { ...world, target: "aborted" };
    case "askSource":
    case "askTarget":
      return world;
  }
}

/** A message from a link that is gone: what such a link froze its board thaws when it notices, so that nothing stays frozen for nobody. */
function deliver(world: World, late: HandoffAction): World {
  const after = carryOut(world, late) ?? world;
  return late === "freeze" && after.source === "frozen" ? { ...after, source: "running" } : after;
}

function answerOf(world: World, action: HandoffAction): HandoffEvent {
  if (action === "askSource") return { type: "source", state: world.source };
  if (action === "askTarget") return { type: "target", state: world.target };
  return { type: "done" };
}

interface Visit {
  readonly state: HandoffState;
  readonly world: World;
  readonly budget: number;
  readonly path: string;
}

/** Every way one action can go, costing `budget` unless all is well. */
function outcomes({ state, world, budget, path }: Visit): Visit[] {
  if (state.phase !== "acting") return [];
  const { action } = state;
  const visits: Visit[] = [];
  const add = (after: World, event: HandoffEvent, cost: number, what: string): void => {
    if (cost <= budget)
      visits.push({ state: stepHandoff(state, event), world: after, budget: budget - cost, path: `${path} ${action}:${what}` });
  };
  const after = carryOut(world, action);
  if (after) add(after, answerOf(after, action), 0, "ok");
  else add(world, { type: "failed", error }, 0, "refused");
  add(world, { type: "failed", error }, 1, "failed");
  add(world, { type: "unclear", error }, 1, "lost");
  if (after) add(after, { type: "unclear", error }, 1, "answer lost");
  add({ ...world, late: [...world.late, action] }, { type: "unclear", error }, 1, "late");
  world.late.forEach((late, index) => {
    const delivered = { ...world, late: world.late.filter((_, at) => at !== index) };
    visits.push({ state, world: deliver(delivered, late), budget, path: `${path} (${late} arrives)` });
  });
  if (!state.cancelled) {
    const cancelled = stepHandoff(state, { type: "cancel" });
    if (cancelled !== state) visits.push({ state: cancelled, world, budget, path: `${path} cancel` });
  }
  // The target's process dies, or its board gives up on a lost connection.
  if (budget > 0 && world.target === "prepared")
    visits.push({ state, world: { ...world, target: "aborted" }, budget: budget - 1, path: `${path} (target dies)` });
  return visits;
}

function explore(start: HandoffState, world: World, budget: number): Map<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const stack: Visit[] = [{ state: start, world, budget, path: "" }];
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    const key = JSON.stringify([visit.state, visit.world, visit.budget]);
    if (seen.has(key)) continue;
    seen.add(key);
    const { state, path } = visit;
    const { source, target } = visit.world;
    expect(source === "running" && target === "started", `both run:${path}`).toBe(false);
    expect(source === "ended" && target !== "started", `neither can run:${path}`).toBe(false);
    if (state.phase === "over") {
      counts.set(state.outcome, (counts.get(state.outcome) ?? 0) + 1);
      if (state.outcome === "moved") expect([target, source === "running"], path).toEqual(["started", false]);
      if (state.outcome === "stayed") expect([source, target === "started"], path).toEqual(["running", false]);
    }
    stack.push(...outcomes(visit));
  }
  return counts;
}

const fresh: World = { source: "running", target: "unknown", late: [] };

describe("the handoff machine", () => {
  it("moves a program step by step when nothing goes wrong", () => {
    const actions: string[] = [];
    let state = stepHandoff(initialState, { type: "begin" });
    while (state.phase === "acting") {
      actions.push(state.action);
      state = stepHandoff(state, { type: "done" });
    }
    expect(actions).toEqual(["warm", "freeze", "capture", "transfer", "prepare", "release", "go", "end"]);
    expect(state).toEqual({ phase: "over", outcome: "moved" });
  });

  it.each(["warm", "freeze", "capture", "transfer", "prepare", "release"] as const)(
    "lets the source go on when it fails at %s, and says why",
    (failing) => {
      let state = stepHandoff(initialState, { type: "begin" });
      const undone: string[] = [];
      let failed = false;
      while (state.phase === "acting") {
        if (failed) undone.push(state.action);
        const fails: boolean = !failed && state.action === failing;
        failed ||= fails;
        state = stepHandoff(state, fails ? { type: "failed", error } : { type: "done" });
      }
      expect(undone).toEqual(failing === "warm" ? ["abort"] : ["thaw", "abort"]);
      expect(state).toEqual({ phase: "over", outcome: "stayed", error });
    },
  );

  it("never has two alive nor gives the last one up, whatever is lost, late, repeated, cancelled or dies", () => {
    const counts = explore(stepHandoff(initialState, { type: "begin" }), fresh, 5);
    expect([...counts.keys()].sort()).toEqual(["inDoubt", "moved", "stayed"]);
  });

  it("without failures only cancelling keeps a program at home", () => {
    const counts = explore(stepHandoff(initialState, { type: "begin" }), fresh, 0);
    expect([...counts.keys()].sort()).toEqual(["moved", "stayed"]);
  });

  it.each([
    ["started", ["moved"]],
    ["aborted", ["stayed"]],
    ["prepared", ["moved"]],
    ["unknown", ["inDoubt"]],
  ] as const)("takes up again what was left in doubt when the target is %s", (target, outcome) => {
    const counts = explore(stepHandoff(initialState, { type: "recover" }), { source: "released", target, late: [] }, 0);
    expect([...counts.keys()]).toEqual(outcome);
  });

  it("in doubt with a source that has been released, does not let it go on by itself", () => {
    let state: HandoffState = { phase: "acting", action: "go", attempt: 1, cancelled: false };
    while (state.phase === "acting") {
      expect(state.action).not.toMatch(/thaw|reclaim/);
      state = stepHandoff(state, { type: "unclear", error });
    }
    expect(state).toMatchObject({ outcome: "inDoubt" });
  });
});
