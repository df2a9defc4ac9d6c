// Moved at every safepoint: completions that wait in a finally, errors that pass frames, iterators that are closed.
const log = [];
const say = (x) => (log.push(x), x);
function fails(x) {
  say(`fails ${x}`);
  throw new RangeError(`no ${x}`);
}
function finals(how) {
  for (let i = 0; i < 2; i++) {
    try {
      say(`try ${how} ${i}`);
      if (how === "return") return say("value");
      if (how === "throw") fails(i);
      if (how === "break") break;
      if (how === "continue") continue;
    } catch (error) {
      say(error.message);
      if (i === 1) throw error;
    } finally {
      say(`finally ${how} ${i}`);
    }
    say(`after ${how} ${i}`);
  }
  return "end";
}
function* numbers() {
  try {
    yield 1;
    yield 2;
  } finally {
    log.push("closed");
  }
}
for (const how of ["return", "throw", "break", "continue", "none"]) {
  try {
    say(finals(how));
  } catch (error) {
    say(`caught ${error.name}`);
  }
}
for (const n of numbers()) {
  say(n);
  break;
}
console.log(log.join("\n"));
