const buffer = new ArrayBuffer(16);
const u8 = new Uint8Array(buffer);
const f32 = new Float32Array(buffer, 4, 2);
const view = new DataView(buffer, 2, 10);
const sub = u8.subarray(8, 12);
const b64 = new BigInt64Array(2);
u8.note = "extra";
setTimeout(() => {
  f32[0] = 1.5;
  console.log([...u8].join(), view.getFloat32(2, true), sub.buffer === buffer, u8.note);
  sub[0] = 255;
  b64[1] = -5n;
  setTimeout(() => {
    view.setInt16(6, -2);
    console.log([...u8].join(), f32.byteOffset, f32.length, view.byteLength, b64.join(), u8.buffer === view.buffer);
  }, 1);
}, 1);
