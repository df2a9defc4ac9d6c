const classes = [];
for (let i = 0; i < 3; i++) {
  classes.push(class {
    static made = 0;
    #id = `${i}#${++this.constructor.made}`;
    bump() { i += 10; return this; }
    toString() { return `${this.#id}@${i}`; }
    static is(o) { return #id in o; }
  });
}
const objs = classes.map((C) => new C());
setTimeout(() => {
  objs[1].bump();
  objs.push(new classes[1]());
  console.log(objs.join(" "), classes[0].is(objs[1]), classes[1].is(objs[3]));
  setTimeout(() => {
    objs[3].bump();
    console.log(objs.join(" "), String(new classes[2]()), classes.map((c) => c.made).join());
  }, 1);
}, 1);
