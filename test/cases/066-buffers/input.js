// engines: node,bun,deno
const small = Buffer.from("hello");
const other = Buffer.from("world");
const slice = small.subarray(1, 3);
const big = Buffer.alloc(10000, "xy");
setTimeout(() => {
  slice[0] = 0x45;
  console.log(small.toString(), other.toString("hex"), slice.toString(), Buffer.isBuffer(slice), big.length);
  big.write("end", 9997);
  setTimeout(() => {
    console.log(Buffer.concat([small, slice, other]).toString("base64"), big.subarray(9990).toString(), slice.buffer === small.buffer, small.equals(Buffer.from("hEllo")));
  }, 1);
}, 1);
