class Job {
  static #queue = [];
  #state = "new";
  constructor(n) { this.n = n; this.run = this.run.bind(this); Job.#queue.push(this); }
  run() { this.#state = this.#state === "new" ? "running" : "done"; return `${this.n}:${this.#state}`; }
  static next() { const j = this.#queue.shift(); return j ? j.run : () => "empty"; }
}
const jobs = new Map([1, 2, 3].map((n) => [n, new Job(n)]));
const r1 = Job.next();
r1();
setTimeout(() => {
  console.log(r1(), Job.next()(), jobs.get(3).run === jobs.get(3).run);
  setTimeout(() => console.log(Job.next()(), Job.next()(), jobs.get(2).run(), r1()), 1);
}, 1);
