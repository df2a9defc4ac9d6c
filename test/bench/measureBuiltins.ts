import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import type { Engine } from "../../core/board/engines.js";

/** What a use of a builtin costs: nanoseconds of processor time for an element, medians. */
export interface BuiltinMeasurement {
  readonly engine: string;
  readonly name: string;
  readonly usage: string;
  readonly size: number;
  readonly native: number;
  readonly own: number;
}

/** Measures native and self-hosted builtins in turn, in one process of an engine. `only` is a pattern of their names. */
export async function measureBuiltins(engine: Engine, folder: string, rounds: number, only = ""): Promise<BuiltinMeasurement[]> {
  const file = path.join(folder, "builtins.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "builtins/alternate.ts")],
    outfile: file,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    banner: { js: `globalThis.ROUNDS = ${String(rounds)}; globalThis.ONLY = ${JSON.stringify(only)};` },
  });
  const { stdout } = await promisify(execFile)(engine.executable, [...(engine.kind === "deno" ? ["run"] : []), file], {
    maxBuffer: 2 ** 24,
  });
  return stdout
    .trim()
    .split("\n")
    .map((line) => ({ engine: engine.name, ...(JSON.parse(line) as Omit<BuiltinMeasurement, "engine">) }));
}

/** One line for each builtin and use: nanoseconds for an element of the native one, and the self-hosted one relative to it, for few and for many elements. */
export function formatBuiltins(measured: readonly BuiltinMeasurement[]): string {
  const lines = new Map<string, string[]>();
  for (const { engine, name, usage, native, own } of measured) {
    const key = `| ${engine} | ${name} | ${usage} |`;
    const cells = lines.get(key) ?? [];
    lines.set(key, [...cells, `${native.toFixed(1)} | ${(own / native).toFixed(2)}`]);
  }
  const head =
    "| engine | builtin | used | few: native, ns | self-hosted | many: native, ns | self-hosted |\n|---|---|---|--:|--:|--:|--:|\n";
  return `${head}${[...lines].map(([key, cells]) => `${key} ${cells.join(" | ")} |\n`).join("")}`;
}
