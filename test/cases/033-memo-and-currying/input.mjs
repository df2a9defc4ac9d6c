const memo = (f) => {
  const cache = new Map();
  let hits = 0;
  const g = (n) => {
    if (cache.has(n)) { hits++; return cache.get(n); }
    const v = f(n, g);
    cache.set(n, v);
    return v;
  };
  g.hits = () => hits;
  return g;
};
const fib = memo((n, self) => (n < 2 ? n : self(n - 1) + self(n - 2)));
const curry = (f, ...got) => (got.length >= f.length ? f(...got) : (...more) => curry(f, ...got, ...more));
const add4 = curry((a, b, c, d) => a + b + c + d);
const partial = add4(1)(2);
(async () => {
  console.log(fib(20), fib.hits());
  await new Promise((r) => setTimeout(r, 1));
  console.log(fib(30), fib.hits(), partial(3)(4));
  await null;
  console.log(fib(30), fib.hits(), partial(30, 40));
})();
