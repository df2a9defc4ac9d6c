// Names of packages that are not there, but are properties of every object.
function codeOf(name) {
  try {
    return typeof require(name);
  } catch (error) {
    return error.code;
  }
}
console.log(codeOf("constructor"));
setTimeout(() => {
  console.log(codeOf("toString"));
  setTimeout(() => console.log(codeOf("hasOwnProperty"), codeOf("node:path")), 1);
}, 1);
