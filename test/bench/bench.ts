import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { findEngines, selectEngine } from "../../core/board/engines.js";
import { benchPrograms, fullEffort, measureProgram, prepareProgram, quickEffort, type ProgramMeasurement } from "./measureProgram.js";
import { benchPage, formatMoves, formatTable } from "./benchTable.js";
import { formatBuiltins, measureBuiltins } from "./measureBuiltins.js";
import { formatStops, measureStops } from "./measureStops.js";
import { measureMove, scalePrograms, type MoveMeasurement } from "./measureMove.js";

const usage = `npm run bench -- [options] [program…]

  --quick            fewer rounds: to see that it works, not to quote
  --engine a,b,…     engines, as \`thingsmigrate\` names them (default: node)
  --moves            what a move costs instead: large heaps, at n and 2n (Linux)
  --builtins         what self-hosted builtins cost against the native ones instead; arguments are patterns of their names
  --stops            how long programs take to stand still in the middle of a turn instead
  --json             print everything that was measured
  --write            write docs/bench.md

Programs: ${benchPrograms.join(", ")}
`;

/** `npm run bench`: original and instrumented programs in turn, in one process, before a snapshot and after one. */
async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: "boolean" },
      json: { type: "boolean" },
      write: { type: "boolean" },
      moves: { type: "boolean" },
      builtins: { type: "boolean" },
      stops: { type: "boolean" },
      engine: { type: "string", default: "node" },
      help: { type: "boolean", short: "h" },
    },
  });
  const known: readonly string[] = values.moves === true ? Object.keys(scalePrograms) : benchPrograms;
  const unknown = values.builtins === true ? [] : positionals.filter((name) => !known.includes(name));
  if (values.help === true || unknown.length > 0) {
    process.stderr.write(usage);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const found = await findEngines();
  const engines = values.engine.split(",").map((name) => selectEngine(found, name));
  const effort = values.quick === true ? quickEffort : fullEffort;
  const folder = mkdtempSync(path.join(tmpdir(), "tm-bench-"));
  const measured: ProgramMeasurement[] = [];
  const moves: MoveMeasurement[] = [];
  const chosen = positionals.length > 0 ? positionals : known;
  try {
    if (values.builtins === true) {
      const rounds = values.quick === true ? 6 : 31;
      for (const engine of engines)
        process.stdout.write(formatBuiltins(await measureBuiltins(engine, folder, rounds, positionals.join("|"))));
      return;
    }
    if (values.stops === true) {
      for (const engine of engines) process.stdout.write(formatStops(await measureStops(engine, folder, values.quick === true ? 3 : 15)));
      return;
    }
    if (values.moves === true || values.write === true) {
      for (const program of values.moves === true ? chosen : Object.keys(scalePrograms)) {
        process.stderr.write(`move ${program} …\n`);
        const n = scalePrograms[program]! / (values.quick === true ? 50 : 1);
        for (const size of [n, 2 * n]) moves.push(await measureMove(program, size, engines[0]!, folder));
      }
    }
    for (const program of values.moves === true ? [] : chosen) {
      const prepared = await prepareProgram(program, folder);
      for (const engine of engines) {
        process.stderr.write(`${program} on ${engine.name} …\n`);
        measured.push(await measureProgram(prepared, engine, effort));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (values.json === true) process.stdout.write(`${JSON.stringify({ programs: measured, moves }, null, 2)}\n`);
  else process.stdout.write((measured.length > 0 ? formatTable(measured) : "") + (moves.length > 0 ? formatMoves(moves) : ""));
  if (values.write === true && values.moves !== true) {
    const file = path.join(import.meta.dirname, "../../docs/bench.md");
    writeFileSync(file, benchPage(measured, moves, { cpu: cpus()[0]?.model ?? "unknown", count: cpus().length }));
    process.stderr.write(`${path.relative("", file)}\n`);
  }
}

await bench();
