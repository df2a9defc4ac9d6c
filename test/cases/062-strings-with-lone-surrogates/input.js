const s = ["\ud800", "\udc00x", "a\ud83d\ude00b", "\u0000\u0001\u2028\u2029", "é\u0301", "\uffff\ufeff", "</script>`${x}`\\\"'"];
const key = "k\udfff";
const o = { [key]: "v", "": "empty", "a b": 1, "\n": 2 };
const hex = (x) => [...Array(x.length).keys()].map((i) => x.charCodeAt(i).toString(16)).join(".");
setTimeout(() => {
  console.log(s.map(hex).join(" "));
  setTimeout(() => {
    console.log(o["k\udfff"], Object.keys(o).map(hex).join(" "), s[2].length, [...s[2]].length, s[0] + s[1] === "\ud800\udc00x");
  }, 1);
}, 1);
