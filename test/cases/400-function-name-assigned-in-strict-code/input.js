// engines: node,bun,deno
const shadow = function me() {
  try {
    return (() => { "use strict"; me = 1; })();
  } catch (e) {
    return `${e.name} ${typeof me}`;
  }
};
setTimeout(() => {
  console.log(shadow());
  setTimeout(() => console.log(shadow(), shadow.name), 1);
}, 1);
