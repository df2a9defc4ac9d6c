import { builtinModules } from "node:module";
import type { AgentConnection } from "../board/agentConnection.js";
import type { ProgramKey } from "../board/agentProtocol.js";
import type { Manifest } from "../codemap/manifest.js";
import { codedError, formatPlace, toCodedError } from "../errors.js";
import { type EngineFeature, engineFeatures, functionText } from "../resume/engineFeatures.js";
import { findEngineUses, type ModuleText } from "../resume/findEngineUses.js";

const publicBuiltins = builtinModules.filter((name) => !name.startsWith("_"));

export interface EngineCheck {
  readonly source: AgentConnection;
  readonly from: ProgramKey;
  readonly target: AgentConnection;
  /** Warm there. */
  readonly to: ProgramKey;
  /** What the target is called in an error: `bun on attic`. */
  readonly targetName: string;
  readonly manifest: Manifest;
  /** The source of a module as it stands in the program's directory. */
  readonly readSource: (module: string) => string;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sees that the target's engine has what the program's code uses and its present engine has, while the program runs. What only the heap refers to is found
 * when it is rebuilt. @throws CodedError E_ENGINE_LACKS with the places.
 */
export async function checkEngine({ source, from, target, to, targetName, manifest, readSource, ...waiting }: EngineCheck): Promise<void> {
  const modules = Object.entries(manifest.modules);
  const lackedThere = await lackedBy(target, to, engineFeatures(publicBuiltins), waiting);
  if (lackedThere.length === 0) return;
  const texts = modules.flatMap(([module, { kind }]): ModuleText[] =>
    kind === "json" ? [] : [{ module, kind, source: readSource(module) }],
  );
  const used = findEngineUses(lackedThere, texts);
  if (used.length === 0) return;
  const wanted = used.map(({ feature }) => feature);
  const lackedHere = await lackedBy(source, from, wanted, waiting);
  const uses = used.filter(({ feature }) => !lackedHere.includes(feature));
  const [first] = uses;
  if (!first) return;
  const listed = uses.map(
    ({ feature, place }) => `${feature.kind === "module" ? "node:" : ""}${feature.name.replace(/^node:/, "")} (${formatPlace(place)})`,
  );
  throw codedError("E_ENGINE_LACKS", `${targetName} lacks what the program uses: ${listed.join(", ")}`, { place: first.place });
}

async function lackedBy(
  connection: AgentConnection,
  key: ProgramKey,
  features: readonly EngineFeature[],
  { timeout, signal }: Pick<EngineCheck, "timeout" | "signal">,
): Promise<EngineFeature[]> {
  const { lacking } = await connection.request(
    "lacking",
    { ...key, features: features.map(({ kind, text }) => ({ kind, text })) },
    { timeout, ...(signal && { signal }) },
  );
  return lacking.flatMap((index) => features[index] ?? []);
}

/**
 * The profile that code for a warm target has to have: `portable` where functions have no source, otherwise whatever the program has.
 * @param target its connection; an agent that is older than this question has no such engine
 */
export async function profileFor(
  target: AgentConnection,
  to: ProgramKey,
  waiting: Pick<EngineCheck, "timeout" | "signal">,
): Promise<"portable" | undefined> {
  try {
    return (await lackedBy(target, to, [functionText], waiting)).length > 0 ? "portable" : undefined;
  } catch (error) {
    if (toCodedError(error).code !== "E_PROTOCOL") throw error;
    return undefined;
  }
}
