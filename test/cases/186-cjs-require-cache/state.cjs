let n = 0;
exports.inc = () => ++n;
exports.same = exports.inc.toString();
function make() { return make; }
exports.make = make;
exports.cls = class C {};
