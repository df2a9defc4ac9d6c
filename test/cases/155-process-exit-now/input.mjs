const pending = new Promise(() => {});
process.on("exit", (c) => console.log("code", c));
(async () => {
  try {
    await new Promise((r) => setTimeout(r, 1));
    setTimeout(() => console.log("never"), 3);
    await null;
    process.exit(5);
  } finally {
    console.log("not printed either");
  }
})();
pending.then(() => console.log("never"));
