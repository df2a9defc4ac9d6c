// A thermostat. Its whole state is in closures and a timer: run it on a board, look at its closures, move it while it counts.
import { simulatedRoom } from "./room.mjs";

function makeThermostat(name, target) {
  let readings = 0;
  let heating = false;
  const history = [];

  function read(celsius) {
    readings++;
    history.push(celsius);
    if (history.length > 5) history.shift();
    heating = celsius < target;
    return heating;
  }

  const report = () => `${name} ${readings}: ${history.at(-1).toFixed(1)} °C, ${heating ? "heating" : "idle"}`;

  return { read, report };
}

const kitchen = makeThermostat("kitchen", 21);
const room = simulatedRoom(18.5);

setInterval(() => {
  room.heat(kitchen.read(room.celsius()));
  console.log(kitchen.report());
}, 400);
