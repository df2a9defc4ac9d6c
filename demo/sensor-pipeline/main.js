// A sensor pipeline: reads a file of readings, watches each sensor, sends batches over a bad uplink.
import { sprintf } from "sprintf-js";
import { readings } from "./readings.js";
import { WatchedStatistics } from "./statistics.js";
import { unreliableUplink, withRetries } from "./uplink.js";
import { batches, slidingWindow } from "./window.js";

const file = new URL("./readings.csv", import.meta.url).pathname;
const delay = Number(process.argv[2] ?? 10);

const sensors = new Map();
const rejected = [];
let sent = 0;
let retried = 0;

function sensor(name) {
  let entry = sensors.get(name);
  if (!entry) {
    entry = { statistics: new WatchedStatistics(name), window: slidingWindow(12), warm: false };
    sensors.set(name, entry);
  }
  return entry;
}

function watch({ sensor: name, celsius, time }) {
  const { statistics, window } = sensor(name);
  statistics.add(celsius);
  window.push(celsius);
  if (window.full() && Math.abs(celsius - window.mean()) > 1.6)
    console.log(sprintf("%s  %-7s %6.2f °C is far from its last hour (%.2f °C)", time.slice(11, 16), name, celsius, window.mean()));
}

const send = unreliableUplink(delay);
const source = readings(file, (line, text) => rejected.push({ line, text }));

for (const batch of batches(source, 20)) {
  for (const reading of batch) watch(reading);
  const answer = await withRetries(
    () => send(batch),
    3,
    (round, error) => {
      retried++;
      console.log(sprintf("       retry %d: %s", round, error.message));
    },
  );
  sent += answer.accepted;
}

console.log(sprintf("\n%-8s %5s %8s %6s %6s", "sensor", "n", "mean", "sd", "jump"));
for (const { statistics } of sensors.values())
  console.log(
    sprintf("%-8s %5d %8.3f %6.3f %6.2f", statistics.name, statistics.count, statistics.mean, statistics.deviation, statistics.jump),
  );
console.log(
  sprintf("%d readings sent, %d rejected (lines %s), %d retries", sent, rejected.length, rejected.map((r) => r.line).join(", "), retried),
);
