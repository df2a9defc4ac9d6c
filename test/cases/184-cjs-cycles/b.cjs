const a = require("./a.cjs");
exports.sawA = a.done;
exports.done = true;
exports.readA = () => a.n * 10;
