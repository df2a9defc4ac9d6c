/**
 * Prints the bytes that each function of program.mjs allocates per round: the original (`{ file }`) or the instrumented one (`{ out, entry }`). Exact, since no
 * collection and no compiler comes in between (allocations.test.ts gives the flags).
 */
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { getHeapStatistics } from "node:v8";

const collect = globalThis.gc;
const { stdout } = process;
const used = () => getHeapStatistics().used_heap_size;
const rounds = 1000;

function count(programs) {
  const found = {};
  for (const [name, run] of Object.entries(programs)) {
    const bytes = (n) => {
      collect();
      const before = used();
      run(n);
      return used() - before;
    };
    // Feedback and caches are there after the first calls; measuring itself costs some bytes, the same each time.
    for (let i = 0; i < 3; i++) bytes(rounds);
    const [once, twice] = [bytes(rounds), bytes(2 * rounds)];
    found[name] = Math.round((twice - once) / rounds);
  }
  return found;
}

/** Twice: what loading has left behind is gone after the first pass. */
function print(programs) {
  count(programs);
  stdout.write(JSON.stringify(count(programs)));
}

const variant = JSON.parse(process.argv[2]);
if (variant.file !== undefined) {
  import(pathToFileURL(variant.file).href).then(({ allocating, generators }) => print({ ...allocating, ...generators }));
} else {
  let taken;
  globalThis.benchTake = (programs) => {
    taken = programs;
  };
  createRequire(import.meta.url)(path.join(variant.out, ".thingsmigrate/start.cjs"));
  globalThis.$tm.start(variant.entry);
  print(taken);
}
