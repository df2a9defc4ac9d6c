// use: all
const classes = [];
for (let i = 0; i < 3; i++) classes.push(class { #id = i; id() { return this.#id + i; } });
module.exports = classes;
