import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { findEngines, selectEngine } from "../../core/board/engines.js";
import { benchPrograms, fullEffort, measureProgram, prepareProgram, quickEffort, type ProgramMeasurement } from "./measureProgram.js";
import { benchPage, formatTable } from "./benchTable.js";

const usage = `npm run bench -- [options] [program…]

  --quick            fewer rounds: to see that it works, not to quote
  --engine a,b,…     engines, as \`thingsmigrate\` names them (default: node)
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
      engine: { type: "string", default: "node" },
      help: { type: "boolean", short: "h" },
    },
  });
  const unknown = positionals.filter((name) => !(benchPrograms as readonly string[]).includes(name));
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
  try {
    for (const program of positionals.length > 0 ? positionals : benchPrograms) {
      const prepared = await prepareProgram(program, folder);
      for (const engine of engines) {
        process.stderr.write(`${program} on ${engine.name} …\n`);
        measured.push(await measureProgram(prepared, engine, effort));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(values.json === true ? `${JSON.stringify(measured, null, 2)}\n` : formatTable(measured));
  if (values.write === true) {
    const file = path.join(import.meta.dirname, "../../docs/bench.md");
    writeFileSync(file, benchPage(measured, { cpu: cpus()[0]?.model ?? "unknown", count: cpus().length }));
    process.stderr.write(`${path.relative("", file)}\n`);
  }
}

await bench();
