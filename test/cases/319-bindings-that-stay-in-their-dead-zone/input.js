// Closures over variables in their dead zone, some of which never leave it: seen, moved, seen again.
const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
const attempt = (f) => { try { return String(f()); } catch (e) { return e.name; } };
const keep = [];
function never(n) { keep.push(() => z + n, () => (z = 1), () => typeof z); if (n) return; let z = 1; keep.push(() => z); }
never(1); never(0);
try { keep.push(() => [p, q]); var f = () => p; throw 1; } catch { }
try { keep.push(() => p2, () => (q2 = 1)); const q2a = (() => { throw 1; })(), p2 = 1; let q2 = 5; } catch {}
for (let i = 0; i < 2; i++) { keep.push(() => [i, w]); if (i === 0) continue; let w = i; }
class K { static { keep.push(() => K2); } }
function* g() { keep.push(() => late, (v) => { late = v; }); try { yield 1; } finally { keep.push(() => inFinally); yield 2; let inFinally = 3; } let late = 4; }
const it = g(); it.next();
const K2 = 1;
function params(a = () => b, b = (keep.push(a), a)) { let c = 1; keep.push(() => c, () => d); var dd = () => d; if (a) return; let d = 2; }
try { params(); } catch {}
async function run() {
  keep.push(() => s, () => { s++; });
  await sleep(1);
  try { await Promise.reject(1); let s2 = 1; } catch { keep.push(() => t1); await sleep(1); let t1 = 6; await sleep(1); }
  if (keep.length > 2) throw "early";
  let s = 1;
}
run().catch((e) => console.log(e));
let n = 0;
(async () => { for (;;) { console.log(keep.map(attempt).join(" ")); await sleep(1); if (++n === 3) it.return(5); if (n > 6) break; } })();
let p = 1; const q = 2;
