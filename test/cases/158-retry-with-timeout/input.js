const delay = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
class TimeoutError extends Error {}
const withTimeout = (p, ms) => { let t; return Promise.race([p, new Promise((_, rej) => { t = setTimeout(() => rej(new TimeoutError(`after ${ms}`)), ms); })]).finally(() => clearTimeout(t)); };
let attempts = 0;
async function flaky() { attempts++; if (attempts < 3) throw new Error(`fail ${attempts}`); if (attempts === 3) return delay(1000000, "too late"); return delay(1, `ok at ${attempts}`); }
async function retry(f, n) {
  const errors = [];
  for (let i = 0; i < n; i++) {
    try { return [await withTimeout(f(), 10), errors]; } catch (e) { errors.push(e instanceof TimeoutError ? `T:${e.message}` : e.message); await delay(i); }
  }
  throw new AggregateError(errors);
}
retry(flaky, 5).then(([v, errors]) => { console.log(v, errors.join()); process.exit(0); });
