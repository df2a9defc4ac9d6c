const o = {};
o.z = 1;
o[10] = "ten";
o.a = 2;
o[2] = "two";
o[Symbol.for("s1")] = 1;
o["-1"] = "neg";
o["01"] = "lead";
delete o.z;
o.z = 3;
o[Symbol("s2")] = 2;
const show = () => console.log(Reflect.ownKeys(o).map(String).join());
setTimeout(() => {
  show();
  delete o.a;
  o.a = 9;
  o[1] = "one";
  setTimeout(show, 1);
}, 1);
