function greet(name, greeting = `hello ${name}`, done = () => name) {
  return { greeting, done, rename(to) { name = to; } };
}
module.exports = greet("ada");
