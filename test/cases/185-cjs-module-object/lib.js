const path = require("path");
module.exports = function lib() { return `called ${++count}`; };
let count = 0;
module.exports.helper = { who: "helper" };
module.exports.filename = path.basename(__filename);
module.exports.parentLoaded = () => require.main.loaded;
