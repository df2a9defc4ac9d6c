// Richards: the simulated kernel of an operating system (after Martin Richards' benchmark). Six tasks pass packets through the kernel's scheduler.
const idle = 0;
const worker = 1;
const handlerA = 2;
const handlerB = 3;
const deviceA = 4;
const deviceB = 5;

const kindDevice = 0;
const kindWork = 1;

const packetSize = 4;

class Packet {
  constructor(link, id, kind) {
    this.link = link;
    this.id = id;
    this.kind = kind;
    this.datum = 0;
    this.data = new Array(packetSize).fill(0);
  }
  /** Puts this packet at the end of a queue. */
  addTo(queue) {
    this.link = null;
    if (queue === null) return this;
    let last = queue;
    while (last.link !== null) last = last.link;
    last.link = this;
    return queue;
  }
}

class Control {
  constructor(link, id, priority, queue, task) {
    this.link = link;
    this.id = id;
    this.priority = priority;
    this.queue = queue;
    this.task = task;
    this.waiting = true;
    this.held = false;
    this.pending = queue !== null;
  }
  get stopped() {
    return this.held || (this.waiting && !this.pending);
  }
  run() {
    let packet = null;
    if (this.waiting && this.pending) {
      packet = this.queue;
      this.queue = packet.link;
      this.waiting = false;
      this.pending = this.queue !== null;
    }
    return this.task.run(packet);
  }
  /** Takes a packet in. @returns who runs next */
  receive(packet, running) {
    if (this.queue !== null) {
      this.queue = packet.addTo(this.queue);
      return running;
    }
    this.queue = packet.addTo(null);
    this.pending = true;
    return this.priority > running.priority ? this : running;
  }
}

class Kernel {
  #controls = [];
  #list = null;
  #current = null;
  queued = 0;
  holds = 0;

  add(id, priority, queue, task) {
    this.#list = new Control(this.#list, id, priority, queue, task);
    this.#controls[id] = this.#list;
    return this.#list;
  }
  schedule() {
    this.#current = this.#list;
    while (this.#current !== null) {
      if (this.#current.stopped) this.#current = this.#current.link;
      else this.#current = this.#current.run();
    }
  }
  release(id) {
    const control = this.#controls[id];
    control.held = false;
    return control.priority > this.#current.priority ? control : this.#current;
  }
  hold() {
    this.holds++;
    this.#current.held = true;
    return this.#current.link;
  }
  wait() {
    this.#current.waiting = true;
    return this.#current;
  }
  send(packet) {
    const control = this.#controls[packet.id];
    this.queued++;
    packet.link = null;
    packet.id = this.#current.id;
    return control.receive(packet, this.#current);
  }
}

class IdleTask {
  constructor(kernel, count) {
    this.kernel = kernel;
    this.count = count;
    this.bits = 1;
  }
  run() {
    if (--this.count === 0) return this.kernel.hold();
    if ((this.bits & 1) === 0) {
      this.bits >>= 1;
      return this.kernel.release(deviceA);
    }
    this.bits = (this.bits >> 1) ^ 0xd008;
    return this.kernel.release(deviceB);
  }
}

class DeviceTask {
  constructor(kernel) {
    this.kernel = kernel;
    this.packet = null;
  }
  run(packet) {
    if (packet !== null) {
      this.packet = packet;
      return this.kernel.hold();
    }
    if (this.packet === null) return this.kernel.wait();
    const done = this.packet;
    this.packet = null;
    return this.kernel.send(done);
  }
}

class WorkerTask {
  constructor(kernel) {
    this.kernel = kernel;
    this.to = handlerA;
    this.letter = 0;
  }
  run(packet) {
    if (packet === null) return this.kernel.wait();
    this.to = this.to === handlerA ? handlerB : handlerA;
    packet.id = this.to;
    packet.datum = 0;
    for (let i = 0; i < packetSize; i++) {
      this.letter = (this.letter % 26) + 1;
      packet.data[i] = this.letter;
    }
    return this.kernel.send(packet);
  }
}

class HandlerTask {
  constructor(kernel) {
    this.kernel = kernel;
    this.work = null;
    this.devices = null;
  }
  run(packet) {
    if (packet !== null) {
      if (packet.kind === kindWork) this.work = packet.addTo(this.work);
      else this.devices = packet.addTo(this.devices);
    }
    const { work, devices } = this;
    if (work === null) return this.kernel.wait();
    if (work.datum === packetSize) {
      this.work = work.link;
      return this.kernel.send(work);
    }
    if (devices === null) return this.kernel.wait();
    this.devices = devices.link;
    devices.datum = work.data[work.datum++];
    return this.kernel.send(devices);
  }
}

function queueOf(count, id, kind) {
  let queue = null;
  for (let i = 0; i < count; i++) queue = new Packet(queue, id, kind);
  return queue;
}

function simulate(count) {
  const kernel = new Kernel();
  const running = kernel.add(idle, 0, null, new IdleTask(kernel, count));
  running.waiting = false;
  kernel.add(worker, 1000, queueOf(2, worker, kindWork), new WorkerTask(kernel));
  kernel.add(handlerA, 2000, queueOf(3, deviceA, kindDevice), new HandlerTask(kernel));
  kernel.add(handlerB, 3000, queueOf(3, deviceB, kindDevice), new HandlerTask(kernel));
  kernel.add(deviceA, 4000, null, new DeviceTask(kernel));
  kernel.add(deviceB, 5000, null, new DeviceTask(kernel));
  kernel.schedule();
  return kernel.queued * 10_000 + kernel.holds;
}

export function run(size = 160_000) {
  return simulate(size);
}
