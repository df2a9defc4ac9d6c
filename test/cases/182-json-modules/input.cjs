const data = require("./data.json");
const again = require("./data.json");
data.added = { now: true };
setTimeout(() => {
  console.log(again === data, again.added.now, data.list.length, data["__proto__"] === Object.prototype);
  delete require.cache[require.resolve("./data.json")];
  const fresh = require("./data.json");
  setTimeout(() => console.log(fresh === data, JSON.stringify(fresh), data.added.now, require("./data.json") === fresh), 1);
}, 1);
