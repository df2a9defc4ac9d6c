// engines: node,bun,deno,node@22 (it holds Buffer.isBuffer and node:util.types). lodash: debounced and throttled functions that wait, a lazy chain, memoized and curried functions, a compiled template.
const _ = require("lodash");

const lines = [];
const say = (text) => console.log(`${lines.push(text)} ${text}`);

const minute = 60_000;
const saved = _.debounce((...what) => say(`saved ${what}`), minute, { leading: true });
const shown = _.throttle((n) => (say(`shown ${n}`), n), minute);
const add = _.curry((a, b, c) => a + b * c);
const partly = add(1, _, 3);
const square = _.memoize((n) => (say(`squaring ${n}`), n * n));
const twice = _.after(2, () => say("second time"));
const once = _.once(() => ({ made: _.uniqueId("thing-") }));
const readings = _.times(12, (i) => ({ id: i, room: ["hall", "attic", "cellar"][i % 3], value: (i * 37) % 11 }));
const lazy = _(readings)
  .filter(({ value }) => value > 2)
  .map("value")
  .take(4);

let round = 0;
const timer = setInterval(() => {
  round++;
  saved(round, "rounds");
  shown(round);
  square(round % 3);
  twice();
  if (round === 4) say(`${partly(2)} ${once() === once()} ${once().made}`);
  if (round === 5) say(`${shown.flush()} is what the throttled one gave`);
  if (round === 6) say(JSON.stringify(_.mapValues(_.groupBy(readings, "room"), (list) => _.sumBy(list, "value"))));
  if (round === 8) say(lazy.value().join());
  if (round < 10) return;
  clearInterval(timer);
  say(
    JSON.stringify(
      _.merge({}, { a: [1, { b: 2 }] }, { a: [_.defaultTo(NaN, 7), { c: _.cloneDeep({ d: new Map([[1, { e: 2 }]]) }).d.get(1) }] }),
    ),
  );
  saved.flush();
  shown.cancel();
  // A flushed function still has its timer of a minute.
  _.defer(() => (say("deferred"), process.exit()));
}, 1);
