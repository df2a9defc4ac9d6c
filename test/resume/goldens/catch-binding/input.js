// use: all; points: retry:1
function* retry(f) {
  for (;;) {
    try {
      return f();
    } catch ({ message, code = 1 }) {
      yield () => `${message} (${code})`;
    }
  }
}
module.exports = retry;
