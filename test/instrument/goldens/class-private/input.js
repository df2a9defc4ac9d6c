class Account {
  #balance = 0;
  deposit(amount) { return () => (this.#balance += amount); }
  static isOne(value) { return #balance in value; }
}
module.exports = new Account().deposit(5);
