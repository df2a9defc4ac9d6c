import type { Value } from "../schema.js";
import { fieldOf, hiddenOf, itemsOf, recordAt, refOf } from "./entryShape.js";
import type { JobView, PromiseView, TimerView, WorkView } from "./inspection.js";
import { plainText } from "./plainText.js";
import { placeIn } from "./programCode.js";
import type { SnapshotInspector } from "./snapshotInspector.js";

/** Timers followed in one list; a list that a file claims to be longer, or that leads back to itself, ends there. */
const timersShown = 1_000_000;

/** What the program waits for, and what will run next: promises, the job queues, timers. Read from the runtime's records. */
export class PendingWork {
  readonly #inspector: SnapshotInspector;
  #promises: PromiseView[] | undefined;
  #timers: TimerView[] | undefined;

  constructor(inspector: SnapshotInspector) {
    this.#inspector = inspector;
  }

  promises(): PromiseView[] {
    return (this.#promises ??= this.#findPromises());
  }

  #findPromises(): PromiseView[] {
    const { entries } = this.#inspector;
    const found: PromiseView[] = [];
    entries.forEach((entry, id) => {
      if (entry?.[0] !== "record" || entry[1] !== "PromiseState") return;
      const status = fieldOf(entry, "status");
      const state = status === 1 ? "fulfilled" : status === 2 ? "rejected" : "pending";
      const promise = refOf(fieldOf(entry, "promise"));
      const ref = hiddenOf(entries, entries[promise]) === entry ? promise : id;
      const waiting = fieldOf(entry, "waiting");
      const list = entries[refOf(waiting)]?.[0] === "record" ? [waiting!] : itemsOf(entries, waiting);
      found.push({
        ref,
        state,
        ...(state === "pending" ? {} : { value: this.#inspector.value(fieldOf(entry, "value")) }),
        handled: fieldOf(entry, "handled") === true,
        path: this.#inspector.path(ref),
        waiting: list.map((one) => this.work(one)),
      });
    });
    return found;
  }

  jobs(): JobView[] {
    const { entries } = this.#inspector;
    const queue = recordAt(entries, this.#inspector.root("jobs"), "JobQueue");
    const ticks = itemsOf(entries, fieldOf(queue, "ticks")).map((job): JobView => ({
      ...this.work(job),
      queue: "nextTick",
      value: this.#inspector.value(["u"]),
    }));
    const jobs = itemsOf(entries, fieldOf(queue, "jobs"));
    const found: JobView[] = [];
    for (let i = 0; i + 2 < jobs.length; i += 3)
      found.push({ ...this.work(jobs[i]!), queue: "promise", value: this.#inspector.value(jobs[i + 1]) });
    return [...ticks, ...found];
  }

  /** By the time when they are due; immediates first. */
  timers(): TimerView[] {
    return (this.#timers ??= [...this.#immediates(), ...this.#timeouts().sort((a, b) => a.left - b.left)]);
  }

  #timeouts(): TimerView[] {
    const inspector = this.#inspector;
    const { entries } = inspector;
    const now = fieldOf(recordAt(entries, inspector.root("clock")), "stopped");
    const found: TimerView[] = [];
    const seen = new Set<number>();
    for (const list of itemsOf(entries, fieldOf(recordAt(entries, inspector.root("timers")), "heap"))) {
      let at: Value | undefined = fieldOf(recordAt(entries, list, "TimerList"), "first");
      for (
        let timer = recordAt(entries, at, "Timer");
        timer && !seen.has(refOf(at)) && found.length < timersShown;
        timer = recordAt(entries, at, "Timer")
      ) {
        seen.add(refOf(at));
        const [started, delay] = [numberOf(fieldOf(timer, "started")), numberOf(fieldOf(timer, "delay"))];
        const timeout = refOf(fieldOf(timer, "timeout"));
        found.push({
          kind: fieldOf(timer, "repeat") === true ? "interval" : "timeout",
          ref: timeout || refOf(at),
          ...this.#callback(fieldOf(timer, "callback"), fieldOf(timer, "args")),
          delay,
          left: Math.max(0, started + delay - numberOf(now)),
          refed: fieldOf(timer, "refed") === true,
        });
        at = fieldOf(timer, "next");
      }
    }
    return found;
  }

  #immediates(): TimerView[] {
    const { entries } = this.#inspector;
    const record = recordAt(entries, this.#inspector.root("immediates"), "Immediates");
    return ["current", "next"].flatMap((field) =>
      itemsOf(entries, fieldOf(record, field)).flatMap((value): TimerView[] => {
        const state = recordAt(entries, value, "ImmediateState");
        if (!state || fieldOf(state, "cleared") === true) return [];
        const callback = this.#callback(fieldOf(state, "callback"), fieldOf(state, "args"));
        const ref = refOf(fieldOf(state, "immediate")) || refOf(value);
        return [{ kind: "immediate", ref, ...callback, delay: 0, left: 0, refed: fieldOf(state, "refed") === true }];
      }),
    );
  }

  #callback(callback: Value | undefined, args: Value | undefined): Pick<TimerView, "callback" | "place" | "args"> {
    const { place } = this.#inspector.functionAt(callback);
    const values = itemsOf(this.#inspector.entries, args).map((value) => this.#inspector.value(value));
    return { callback: this.#inspector.value(callback), ...(place ? { place } : {}), args: values };
  }

  /** One job, reaction or waiting function in words. */
  work(value: Value): WorkView {
    const inspector = this.#inspector;
    const record = recordAt(inspector.entries, value);
    const ref = refOf(value);
    if (!record) return { what: inspector.preview(value), ref };
    switch (record[1]) {
      case "Activation":
      case "AsyncGenerator": {
        const generator = inspector.entries[refOf(fieldOf(record, "generator"))];
        const code = generator?.[0] === "generator" ? inspector.code.codeOf(generator[2]) : undefined;
        if (!code || generator?.[0] !== "generator") return { what: "await", ref };
        const point = code.entry.points?.[generator[3]] ?? code.entry;
        const name = inspector.code.original(code).name;
        return {
          what: code.n === 0 ? `await in ${plainText(code.map.module)}` : `await in ${name || "(anonymous)"}()`,
          ref,
          place: placeIn(code.map, point),
        };
      }
      case "Reaction": {
        const [onFulfilled, onRejected] = [fieldOf(record, "onFulfilled"), fieldOf(record, "onRejected")];
        const isThen = refOf(onFulfilled) > 0;
        const { name, place } = inspector.functionAt(isThen ? onFulfilled : onRejected);
        const handler = refOf(isThen ? onFulfilled : onRejected) > 0 ? name : "";
        return { what: `${isThen ? "then" : handler === "" ? "then" : "catch"}(${handler})`, ref, ...(place ? { place } : {}) };
      }
      case "CallbackJob": {
        const { name, place } = inspector.functionAt(fieldOf(record, "callback"));
        return { what: `callback ${name}`, ref, ...(place ? { place } : {}) };
      }
      case "Adoption":
      case "ThenableJob":
        return { what: "another promise follows it", ref };
      default:
        return { what: plainText(record[1]), ref };
    }
  }
}

function numberOf(value: Value | undefined): number {
  return typeof value === "number" ? value : 0;
}
