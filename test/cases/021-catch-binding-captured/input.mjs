const got = [];
for (const v of ["a", "b"]) {
  try {
    throw { v, n: 0 };
  } catch ({ v: name, n }) {
    got.push(() => `${name}${n++}`);
  }
}
try {
  throw new RangeError("r");
} catch (e) {
  var e2 = () => e.message + (e = { message: "assigned" }).message;
}
setTimeout(() => {
  console.log(got.map((g) => g()).join());
  setTimeout(() => console.log(got.map((g) => g()).join(), e2()), 1);
}, 1);
