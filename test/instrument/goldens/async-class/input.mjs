export class Worker {
  #jobs = [];
  static started = 0;
  async run(job) { this.#jobs.push(job); Worker.started++; return await job(); }
  async *results() { for (const job of this.#jobs) yield await this.run(job); }
}
