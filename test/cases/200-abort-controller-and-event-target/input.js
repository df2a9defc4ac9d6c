// engines: node,bun,deno
const ac = new AbortController();
const log = [];
ac.signal.addEventListener("abort", () => log.push(`aborted ${ac.signal.reason}`), { once: true });
const et = new EventTarget();
et.addEventListener("ping", (e) => log.push(e.type));
setTimeout(() => {
  et.dispatchEvent(new Event("ping"));
  setTimeout(() => { ac.abort("why"); et.dispatchEvent(new Event("ping")); console.log(log.join(), ac.signal.aborted); }, 1);
}, 1);
