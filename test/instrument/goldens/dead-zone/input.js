function late() {
  const early = () => value;
  const value = 1;
  return early;
}
module.exports = late;
