// use: fact, twice
const f = function fact(n) { return n < 2 ? 1 : n * fact(n - 1); };
const g = (k) => function twice() { return k + typeof twice; };
module.exports = [f, g(1)];
