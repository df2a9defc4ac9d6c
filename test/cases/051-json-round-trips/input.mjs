const o = { d: new Date(0), nested: { toJSON(k) { return `json:${k}`; } }, u: undefined, f() {}, n: null, arr: [undefined, () => {}, NaN], big: { toJSON: () => 1 } };
let text;
setTimeout(() => {
  text = JSON.stringify(o, null, 1);
  setTimeout(() => {
    const back = JSON.parse(text, (k, v) => (typeof v === "number" ? v + 1 : v));
    console.log(text, JSON.stringify(back), JSON.stringify(o, ["n", "arr", "d"]));
  }, 1);
}, 1);
