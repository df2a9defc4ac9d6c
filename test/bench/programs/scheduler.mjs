// Object-oriented: an operating-system scheduler with tasks, queues and messages (after the classic Richards benchmark).
class Packet {
  constructor(kind, payload) {
    this.kind = kind;
    this.payload = payload;
    this.next = null;
  }
}

class Queue {
  constructor() {
    this.head = null;
    this.tail = null;
    this.length = 0;
  }
  put(packet) {
    packet.next = null;
    if (this.tail) this.tail.next = packet;
    else this.head = packet;
    this.tail = packet;
    this.length++;
  }
  take() {
    const packet = this.head;
    if (!packet) return null;
    this.head = packet.next;
    if (!this.head) this.tail = null;
    this.length--;
    return packet;
  }
}

class Task {
  constructor(id, scheduler) {
    this.id = id;
    this.scheduler = scheduler;
    this.queue = new Queue();
    this.work = 0;
  }
  step() {
    const packet = this.queue.take();
    if (packet) this.handle(packet);
    return packet !== null;
  }
}

class Device extends Task {
  handle(packet) {
    this.work += packet.payload & 7;
    this.scheduler.send((this.id + 1) % this.scheduler.tasks.length, packet);
  }
}

class Worker extends Task {
  handle(packet) {
    packet.payload = (packet.payload * 31 + this.id) & 0xffff;
    this.work++;
    this.scheduler.send(packet.payload % this.scheduler.tasks.length, packet);
  }
}

class Scheduler {
  constructor() {
    this.tasks = [];
    this.sent = 0;
  }
  add(Kind) {
    this.tasks.push(new Kind(this.tasks.length, this));
  }
  send(to, packet) {
    this.sent++;
    this.tasks[to].queue.put(packet);
  }
  run(steps) {
    for (let i = 0; i < steps; i++) this.tasks[i % this.tasks.length].step();
  }
}

export function run() {
  const scheduler = new Scheduler();
  for (let i = 0; i < 8; i++) scheduler.add(i % 3 === 0 ? Device : Worker);
  for (let i = 0; i < 40; i++) scheduler.send(i % 8, new Packet("data", i * 17));
  scheduler.run(8_000_000);
  return scheduler.sent + scheduler.tasks.reduce((sum, task) => sum + task.work, 0);
}
