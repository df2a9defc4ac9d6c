function* numbers(limit) {
  for (let i = 0; i < limit; i++) {
    const got = yield i;
    if (got === "stop") return;
  }
}
module.exports = numbers(3);
