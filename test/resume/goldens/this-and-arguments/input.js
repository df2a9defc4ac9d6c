// use: later
function Sensor(id) {
  this.id = id;
  this.read = { later: () => [this.id, arguments.length, new.target] }.later;
}
module.exports = new Sensor(1);
