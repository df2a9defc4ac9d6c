const assert = (x) => x;
const lib = require("./lib");
const { helper } = lib;
const kept = module;
exports.early = 1;
module.exports = { replaced: true };
const path = require("path");
setTimeout(() => {
  console.log(exports.early, module.exports.replaced, kept === module, require.main === module, module.children.length, path.basename(__filename), path.basename(__dirname));
  console.log(lib(), helper.who, lib.filename, lib === require("./lib.js"), lib.parentLoaded());
  setTimeout(() => console.log(Object.keys(require.cache).map((k) => path.basename(k)).sort().join(), typeof require.resolve, module.id, module.loaded, this === exports), 1);
}, 1);
