const delays = [1, 2].map((n) => async () => { await null; return n + this.base; });
module.exports = { base: 1, run: async (all) => Promise.all(all.map((f) => f())), delays };
