const log = [];
function* g() {
  for (const x of [1, 2, 3]) {
    try {
      try { yield `a${x}`; } finally { log.push(`f1.${x}`); yield `cleanup${x}`; log.push(`f1 end`); }
    } finally {
      log.push(`f2.${x}`);
    }
  }
  return "not reached";
}
const it = g();
it.next();
setTimeout(() => {
  const r = it.return("R");
  console.log(JSON.stringify(r));
  setTimeout(() => {
    const r2 = it.return("R2");
    console.log(JSON.stringify(r2), log.join());
    const fresh = g();
    fresh.next();
    const c = fresh.return("kept");
    setTimeout(() => console.log(JSON.stringify([c, fresh.next(), fresh.next()]), log.length), 1);
  }, 1);
}, 1);
