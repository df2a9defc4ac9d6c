"use strict";
const fs = require("node:fs");
let opened = 0;
exports.open = function open(name) { opened++; return () => fs.readFileSync(name); };
exports.opened = () => opened;
