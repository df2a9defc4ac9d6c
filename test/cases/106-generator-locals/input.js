function* g(a, b = a + 1, ...rest) {
  let sum = a;
  const o = { n: 0 };
  var v = "v";
  sum += yield `${a},${b},${rest}`;
  o.n++;
  v += yield sum;
  { let block = v + sum; const c = yield block; block += c; yield block; }
  return { sum, o, v };
}
const it = g(1, undefined, 8, 9);
console.log(it.next().value);
setTimeout(() => {
  console.log(it.next(10).value);
  setTimeout(() => {
    console.log(it.next("w").value, it.next("!").value);
    queueMicrotask(() => console.log(JSON.stringify(it.next()), JSON.stringify(it.next())));
  }, 1);
}, 1);
