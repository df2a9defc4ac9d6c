globalThis.keep.push(
  () => low,
  () => high,
  () => new High(),
);
const low = "low";
exports.low = low;
throw new Error("in the middle");
const high = "high";
class High {}
