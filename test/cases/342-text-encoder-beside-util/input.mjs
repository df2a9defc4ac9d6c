// engines: node,bun,deno
// `node:util` leads to TextEncoder too; what it is does not depend on which way is found first.
import util from "node:util";

const encoder = new TextEncoder();
const decoder = new util.TextDecoder("utf-8", { fatal: true });
const formats = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
setTimeout(() => {
  console.log([...encoder.encode("é")].join(), decoder.decode(new Uint8Array([0xc3, 0xa9])), formats.format(12345.67));
  setTimeout(() => console.log(util.inspect(decoder.fatal), encoder instanceof util.TextEncoder, decoder.encoding), 1);
}, 1);
