// engines: node,bun,deno
class MyURL extends URL { #secret = 5; tag = "t"; get secret() { return this.#secret; } }
const u = new MyURL("https://user:pw@example.org:8080/a%20b?x=1&y=é#h");
const alone = new URLSearchParams({ a: "1", b: "ü &" });
alone.extra = { kept: true };
const linked = u.searchParams;
const dec = new TextDecoder("utf-16le", { fatal: true });
const money = new Intl.NumberFormat("de-DE", { style: "currency", currency: "EUR" });
const sig = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const compact = new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "Asia/Tokyo" });
const h12 = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", hour12: true, timeZone: "UTC" });
const coll = new Intl.Collator("sv", { numeric: true, sensitivity: "base" });
const plural = new Intl.PluralRules("en", { type: "ordinal" });
const list = new Intl.ListFormat("en", { type: "disjunction" });
const rel = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const names = new Intl.DisplayNames("en", { type: "region" });
const seg = new Intl.Segmenter("en", { granularity: "word" });
const loc = new Intl.Locale("zh-Hant-TW", { hourCycle: "h23" });
const ex = new DOMException("boo", "DataError");
const map = new Map([[u, "u"], [linked, "linked"]]);
const fake = Object.create(URL.prototype);
function show() {
  console.log(u.href, u.secret, u.tag, u instanceof MyURL, map.get(u), map.get(u.searchParams), u.searchParams === linked, alone.toString(), alone.extra.kept);
  console.log(dec.encoding, dec.fatal, dec.ignoreBOM, dec.decode(new Uint8Array([104, 0, 105, 0])));
  console.log(money.format(1234.5), sig.format(123456), compact.format(1234567), day.format(new Date(1e12)), h12.format(new Date(1e12)), [..."öoz10z9"].sort(coll.compare).join(""));
  console.log(plural.select(2), list.format(["a", "b", "c"]), rel.format(-1, "day"), names.of("US"), [...seg.segment("a b")].length, loc.toString(), loc.hourCycle);
  console.log(ex.message, ex.name, ex.code, ex instanceof DOMException, ex instanceof Error, String(fake instanceof URL));
}
setTimeout(() => {
  show();
  linked.append("n", "1"); u.searchParams.delete("x");
  setTimeout(() => { show(); setTimeout(show, 1); }, 1);
}, 1);
const s8 = new TextDecoder(), s16 = new TextDecoder("utf-16be");
const bytes = new TextEncoder().encode("aé€😀z");
const out = [];
for (let i = 0; i < bytes.length; i++) { await new Promise((r) => setTimeout(r, 1)); out.push(s8.decode(bytes.subarray(i, i + 1), { stream: true })); }
out.push(s8.decode());
for (const b of [0xd8, 0x3d, 0xde, 0x00, 0, 97]) { await new Promise((r) => setTimeout(r, 1)); out.push(s16.decode(Uint8Array.of(b), { stream: true })); }
console.log(JSON.stringify(out));
