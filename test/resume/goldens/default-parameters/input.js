// use: all; points: count:1
function outer(a, get = () => a, { b = a, ...rest } = {}) {
  var a = 2;
  return { get, set: (value) => { a = value; }, rest: () => [b, rest] };
}
function* count(from = outer(1).get(), to = from + 3) { for (let i = from; i < to; i++) yield i; }
module.exports = [outer(1), count()];
