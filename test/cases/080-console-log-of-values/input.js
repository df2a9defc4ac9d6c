class Point { constructor() { this.x = 1; this.inner = { deep: { deeper: { deepest: 1 } } }; } }
const cyc = { name: "cyc", list: [1, , "s", null, undefined, true] };
cyc.self = cyc;
const values = [new Point(), cyc, [[], {}, [1, [2, [3, [4]]]]], new Map([["k", { v: 1 }]]), new Set([1, "two"]), () => {}, function named() {}, class A {}, class B extends Point {}, Symbol("s"), 10n, -0, new Date(0), /re/g, "str", [undefined, null], Object.create(null), { get a() { return 1; }, set b(v) {}, [Symbol("k")]: 1 }];
setTimeout(() => {
  for (const v of values) console.log(v);
  setTimeout(() => {
    cyc.list.push(cyc.list);
    console.log("%s is %d and %i, %j %o %%", "fmt", 1.5, 2.7, { j: 1 }, [1], "rest", cyc);
    console.error("to stderr", [1, 2, 3]);
  }, 1);
}, 1);
