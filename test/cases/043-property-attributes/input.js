const o = { normal: 1 };
Object.defineProperty(o, "ro", { value: 1, enumerable: true });
Object.defineProperty(o, "hidden", { value: [1], writable: true, configurable: true });
Object.defineProperty(o, "fixed", { value: 3, writable: true });
const bits = (k) => {
  const d = Object.getOwnPropertyDescriptor(o, k);
  return `${k}:${+d.writable}${+d.enumerable}${+d.configurable}`;
};
const attempt = (f) => {
  "use strict";
  try {
    return f();
  } catch (e) {
    return e.name;
  }
};
setTimeout(() => {
  console.log(Object.getOwnPropertyNames(o).map(bits).join(" "));
  console.log(attempt(() => { "use strict"; o.ro = 2; }), attempt(() => { "use strict"; return (o.fixed = 4); }), attempt(() => { "use strict"; delete o.fixed; }));
  setTimeout(() => {
    o.hidden.push(2);
    console.log(JSON.stringify(o), o.hidden.join(), o.fixed, Object.keys(o).join());
  }, 1);
}, 1);
