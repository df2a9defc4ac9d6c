function* g() {
  const f = () => x;
  yield f;
  let x = 1;
  yield f;
  x = 2;
  yield f;
}
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return e.name;
  }
};
const it = g();
const f1 = it.next().value;
setTimeout(() => {
  console.log(attempt(f1));
  const f2 = it.next().value;
  setTimeout(() => {
    console.log(attempt(f1), attempt(f2), f1 === f2);
    it.next();
    queueMicrotask(() => console.log(attempt(f1), attempt(f2), it.next().done));
  }, 1);
}, 1);
