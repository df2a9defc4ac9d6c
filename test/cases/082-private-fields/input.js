class Vault {
  #secret;
  #n = 0;
  constructor(s) { this.#secret = s; }
  open() { this.#n++; return `${this.#secret}${this.#n}`; }
  same(o) { return this.#secret === o.#secret; }
  static isVault(o) { return #secret in o; }
  static steal(o) { return o.#secret; }
}
const a = new Vault("A");
const b = new Vault("B");
const c = new Vault("A");
a.open();
setTimeout(() => {
  console.log(a.open(), b.open(), a.same(c), a.same(b), Vault.isVault(b), Vault.isVault({}));
  setTimeout(() => {
    const d = new Vault("B");
    console.log(a.open(), d.same(b), Vault.steal(c), Object.keys(a).length);
    try { Vault.steal({}); } catch (e) { console.log(e.name); }
  }, 1);
}, 1);
