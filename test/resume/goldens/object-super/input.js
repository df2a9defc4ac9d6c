// use: all
const base = { hi() { return "hi"; } };
module.exports = { __proto__: base, hi() { return super.hi() + "!"; }, later() { return () => super.hi(); } };
