// use: none; points: guarded:1, guarded:2, guarded:3
function* guarded(open) {
  try {
    yield open();
    console.log("read");
  } catch (error) {
    yield error.message;
  } finally {
    yield "closing";
    console.log("closed");
  }
}
module.exports = guarded(() => 1);
