const log = [];
function repeat(name, times, next) {
  let left = times;
  const t = setInterval(() => {
    log.push(`${name}${left}`);
    if (--left === 0) { clearInterval(t); next?.(); }
  }, 2);
  return () => left;
}
const left = repeat("a", 3, () => {
  const inner = repeat("b", 2, () => { log.push(`${left()}${inner()}`); console.log(log.join(" ")); });
});
