const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array];
const arrays = kinds.map((K, i) => K.from([1.7, -1, 300, i]));
const bigs = [new BigInt64Array([1n, -1n]), new BigUint64Array([2n ** 63n])];
class Samples extends Float64Array {
  mean() { return this.reduce((a, b) => a + b, 0) / this.length; }
}
const s = new Samples([1, 2, 6]);
const empty = new Uint8Array(0);
const show = () => console.log(arrays.map((a) => `${a.constructor.name}:${a.join("/")}`).join(" "), bigs.join(" "), s.mean(), empty.length);
setTimeout(() => {
  show();
  for (const a of arrays) a[0] = -1.5;
  s[0] = 4;
  setTimeout(show, 1);
}, 1);
