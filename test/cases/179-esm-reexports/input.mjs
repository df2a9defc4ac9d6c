import { one, two as zwei, ns, all, deflt, shared } from "./hub.mjs";
import hubDefault, * as hub from "./hub.mjs";
const show = () => console.log(one(), zwei, ns.two, all, deflt, shared.n, hubDefault, Object.keys(hub).join());
show();
setTimeout(() => {
  ns.setTwo("II");
  shared.n++;
  show();
  setTimeout(() => { hub.ns.setTwo("2!"); show(); }, 1);
}, 1);
