// Ticks that are queued while promise jobs run wait until there are no jobs left, wherever the program is moved.
const { nextTick } = process;
const say = (...words) => console.log(...words);
async function chain(name, length) {
  for (let i = 0; i < length; i++) {
    await i;
    say(name, i);
    if (i === 1) nextTick(say, name, "tick");
  }
}
nextTick(() => {
  say("first tick");
  chain("a", 6);
  nextTick(say, "second tick");
});
chain("b", 8).then(() => setTimeout(() => {
  nextTick(say, "tick of a timer");
  chain("c", 5);
}, 1));
