// use: all
"use strict";
const path = require("node:path");
const { join } = path;
let calls = 0;
function relative(name) { calls++; return join(__dirname, name); }
exports.relative = relative;
exports.calls = () => calls;
module.exports.late = function () { return require("./late.cjs"); };
