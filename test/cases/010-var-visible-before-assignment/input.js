function* g() {
  const f = () => x;
  yield f;
  var x = 1;
  yield f;
}
const it = g();
const f = it.next().value;
setTimeout(() => {
  console.log(f());
  it.next();
  setTimeout(() => console.log(f(), it.next().done), 1);
}, 1);
