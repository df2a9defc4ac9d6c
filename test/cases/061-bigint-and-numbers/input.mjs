const nums = [NaN, -0, 0, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE, 0.1 + 0.2, 2 ** 53 + 2, -1e-7, 1e21];
let big = 2n ** 100n;
const bigs = [0n, -1n, big, -(10n ** 30n)];
const arr = [-0, , -0];
setTimeout(() => {
  console.log(nums.map((n) => (Object.is(n, -0) ? "-0" : String(n))).join());
  big += 1n;
  setTimeout(() => {
    console.log(bigs.join(), big, typeof big, Object.is(arr[0], -0), 1 / arr[2], BigInt.asUintN(64, -1n));
    bigs[0] = big * big;
    console.log(bigs[0].toString(36));
  }, 1);
}, 1);
