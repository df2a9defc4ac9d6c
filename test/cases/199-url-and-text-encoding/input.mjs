// engines: node,bun,deno
const u = new URL("https://example.org/a?x=1&y=2#h");
const params = u.searchParams;
const enc = new TextEncoder();
setTimeout(() => {
  params.append("z", "3");
  console.log(u.href, params.get("x"), [...enc.encode("é")].join());
  setTimeout(() => { u.pathname = "/b"; params.delete("x"); console.log(String(u), [...params].join(";")); }, 1);
}, 1);
