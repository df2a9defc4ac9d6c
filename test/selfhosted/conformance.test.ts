import { describe, it } from "vitest";
import { allChecks } from "./allChecks.js";
import { setParameters } from "./check.js";

/** The same plans in every run, unless `TM_SEED=n` says otherwise; `TM_SELFHOSTED_RUNS=n` tries that many for each builtin. */
const seed = Number(process.env["TM_SEED"] ?? 1);
const runs = Number(process.env["TM_SELFHOSTED_RUNS"] ?? 400);

describe(`a self-hosted builtin does what the native one does, step by step, TM_SEED=${String(seed)}`, () => {
  setParameters(seed, runs);
  for (const { name, run } of allChecks) it(name, run);
});
