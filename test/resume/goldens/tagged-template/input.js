// use: all; points: render:1
const sites = new Set();
const tag = (strings, ...values) => { sites.add(strings); return values.join(strings[1]); };
function* render(name) { for (;;) tag`hello ${name}, ${yield name}!`; }
module.exports = render("ada");
