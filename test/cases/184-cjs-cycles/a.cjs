exports.done = false;
exports.n = 1;
const b = require("./b.cjs");
exports.sawB = b.done;
exports.fromB = () => `b says ${b.readA()}`;
exports.done = true;
