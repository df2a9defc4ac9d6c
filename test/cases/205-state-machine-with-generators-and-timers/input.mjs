const TRAFFIC = { red: [2, "green"], green: [2, "yellow"], yellow: [1, "red"] };
function* machine(table, start, limit) {
  let state = start, n = 0;
  const visits = Object.fromEntries(Object.keys(table).map((k) => [k, 0]));
  while (n++ < limit) { visits[state]++; const skip = yield { state, ms: table[state][0], visits: () => JSON.stringify(visits) }; state = skip ?? table[state][1]; }
  return visits;
}
const m = machine(TRAFFIC, "red", 8);
let last, sent;
for (;;) {
  const { value, done } = m.next(sent);
  if (done) { console.log(JSON.stringify(value), last()); break; }
  last = value.visits;
  await new Promise((r) => setTimeout(r, value.ms));
  sent = value.state === "green" && JSON.parse(last()).green === 2 ? "red" : undefined;
  console.log(value.state, last());
}
