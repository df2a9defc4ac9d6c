// `this` at the top level of a CommonJS module is the first `module.exports`, also for the arrow functions there, after a move as before.
exports.first = true;
const first = exports;
const self = () => this;
const second = (module.exports = { second: true });
this.late = 1;
setTimeout(() => {
  console.log(self() === first, this === self(), Object.keys(this), this === globalThis);
  setTimeout(() => {
    this.later = 2;
    console.log(self() === first, Object.keys(first), second === this);
  }, 1);
}, 1);
