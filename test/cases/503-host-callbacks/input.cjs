// engines: node,bun
const fs = require("node:fs");
const { readFile } = fs;
const { promisify } = require("node:util");
const zlib = require("node:zlib");
const crypto = require("node:crypto");
const { AsyncLocalStorage } = require("node:async_hooks");
const als = new AsyncLocalStorage();
const log = [];
const pause = () => new Promise((r) => setTimeout(r, 1));
const counter = (() => { let n = 0; return (what) => log.push(`${++n} ${what} ${als.getStore()}`); })();
function read(then) { readFile(__filename, "utf8", (error, text) => then(error, text)); }
als.run("stored", () => read((error, text) => { counter(`read ${error} ${text.includes("engines")}`); step2(); }));
async function step2() {
  await pause();
  const missing = await fs.promises.readFile("/no/such/file").catch((e) => e.code);
  counter(`promise ${missing}`);
  await pause();
  const held = fs.promises.stat(__filename);
  await pause(); await pause();
  counter(`held ${(await held).isFile()}`);
  const stat = promisify(fs.stat);
  counter(`promisified ${(await stat(__dirname)).isDirectory()}`);
  const packed = await promisify(zlib.gzip)("hello".repeat(50));
  await pause();
  zlib.gunzip(packed, (error, data) => {
    counter(`unzipped ${data.toString().length}`);
    crypto.randomBytes(8, (error, bytes) => {
      counter(`random ${bytes.length}`);
      setTimeout(() => fs.access(__filename, (error) => { counter(`access ${error}`); Promise.resolve().then(() => counter("micro")); process.nextTick(() => counter("tick")); setImmediate(() => { counter("immediate"); console.log(log.join("\n")); }); }), 1);
    });
  });
}
console.log(readFile.name, readFile.length, typeof fs.constants.F_OK, fs.promises === require("fs/promises"), String(fs.readFile).slice(0, 8));
