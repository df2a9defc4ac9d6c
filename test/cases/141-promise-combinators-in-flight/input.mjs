const w = (ms, v, bad) => new Promise((res, rej) => setTimeout(bad ? rej : res, ms, v));
const all = Promise.all([w(1, "a"), "plain", w(4, "b"), { then: (r) => setTimeout(r, 1, "thenable") }]);
const failing = Promise.all([w(1, "x"), w(4, "E", true)]);
const settled = Promise.allSettled([w(1, 1), w(4, "no", true), 3]);
const race = Promise.race([w(2, "fast"), w(40, "slow")]);
const any = Promise.any([w(1, "n1", true), w(4, "yes"), w(1, "n2", true)]);
const none = Promise.any([w(1, "n1", true), w(4, "n2", true)]);
none.catch(() => {});
failing.catch(() => {});
(async () => {
  console.log(await race);
  console.log((await all).join());
  console.log(await failing.catch((e) => `failed ${e}`));
  console.log(JSON.stringify(await settled), await any);
  await none.catch((e) => console.log(e.constructor.name, e.errors.join()));
  console.log((await Promise.all([])).length, await Promise.all(new Set([1, w(1, 2)])).then(String));
})();
