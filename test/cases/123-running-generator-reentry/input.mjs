let it;
const log = [];
function* g() {
  try { it.next(); } catch (e) { log.push(e.name); }
  yield 1;
  try { it.return(); } catch (e) { log.push(e.name); }
  yield 2;
}
it = g();
it.next();
setTimeout(() => {
  it.next();
  setTimeout(() => console.log(log.join(), it.next().done), 1);
}, 1);
