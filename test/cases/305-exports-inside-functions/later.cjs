exports.name = "later";
