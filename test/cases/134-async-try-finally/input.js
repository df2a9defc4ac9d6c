const w = (v) => new Promise((r) => setTimeout(r, 0, v));
const log = [];
async function inner(how) {
  try {
    await w();
    if (how === "throw") throw new Error("E");
    if (how === "reject") await Promise.reject(new Error("R"));
    return "value";
  } catch (e) {
    await w();
    log.push(`caught ${e.message}`);
    if (how === "reject") throw e;
    return "handled";
  } finally {
    await w();
    log.push(`finally ${how}`);
    if (how === "override") return "overridden";
    await w();
  }
}
(async () => {
  for (const how of ["normal", "throw", "reject", "override"]) log.push(await inner(how).catch((e) => `rejected ${e.message}`));
  console.log(log.join("\n"));
})();
