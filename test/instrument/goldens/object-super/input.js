const base = { hello() { return "hello"; } };
const polite = { __proto__: base, hello() { return `${super.hello()}, please`; } };
module.exports = polite.hello;
