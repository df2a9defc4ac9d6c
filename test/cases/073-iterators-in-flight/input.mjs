const counter = {
  from: 1,
  [Symbol.iterator]() { let n = this.from; return { next: () => ({ value: n++, done: n > this.from + 4 }), return() { log.push("closed"); return {}; }, [Symbol.iterator]() { return this; } }; },
};
const log = [];
const it = counter[Symbol.iterator]();
it.next();
async function main() {
  for (const x of it) {
    log.push(x);
    await null;
    if (x === 3) break;
  }
  await new Promise((r) => setTimeout(r, 1));
  const [a, ...rest] = counter;
  log.push(a, rest.length);
  for (const x of counter) {
    await new Promise((r) => setTimeout(r, 0));
    log.push(`x${x}`);
    if (x > 1) { try { throw x; } catch (e) { log.push(`c${e}`); continue; } finally { log.push("f"); await null; } }
  }
  console.log(log.join());
}
main();
