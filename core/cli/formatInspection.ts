import { formatPlace, type Place } from "../errors.js";
import type {
  ClosureView,
  FrameView,
  Inspection,
  ListenersView,
  PromiseView,
  ScopeView,
  SuspendedView,
  VariableView,
} from "../snapshot/inspect/inspection.js";
import { formatStand } from "../snapshot/formatStand.js";
import type { Style } from "./style.js";

export interface FormatOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  /** Show everything instead of the first of each. */
  readonly all: boolean;
}

/** Of each kind so many are shown unless all are asked for. */
const shown = { instances: 4, functions: 24, variables: 12, rows: 10 };

/** A snapshot for reading: `thingsmigrate inspect` without `--json`. */
export function formatInspection(inspection: Inspection, options: FormatOptions): string {
  return new Formatter(inspection, options).format();
}

class Formatter {
  readonly #it: Inspection;
  readonly #style: Style;
  readonly #width: number;
  readonly #all: boolean;
  readonly #lines: string[] = [];
  /** Scope instances whose variables have been shown. */
  readonly #described = new Set<number>();
  readonly #names: ReadonlyMap<number, string>;

  constructor(inspection: Inspection, { style, width, all }: FormatOptions) {
    this.#it = inspection;
    this.#style = style;
    this.#width = Math.max(40, width);
    this.#all = all;
    this.#names = new Map(inspection.closures.map((closure) => [closure.ref, closure.name || "(anonymous)"]));
  }

  format(): string {
    this.#summary();
    this.#stack();
    this.#modules();
    this.#closures();
    this.#suspended();
    this.#timers();
    this.#jobs();
    this.#promises();
    this.#listeners();
    this.#sizes();
    return `${this.#lines.join("\n")}\n`;
  }

  #summary(): void {
    const { summary } = this.#it;
    const { counts, bytes } = summary;
    this.#lines.push(this.#style.bold(`${summary.name}, ${formatStand(summary)}`), "");
    const fact = (name: string, text: string): void => {
      this.#wrapped(`  ${this.#style.dim(name.padEnd(9))} `, 12, text);
    };
    fact("program", `${summary.entry} in ${summary.root || "?"}`);
    if (summary.args.length > 0) fact("arguments", summary.args.join(" "));
    fact("taken", `${summary.takenAt.replace("T", " ").replace(/\.\d+Z$/, " UTC")} on ${summary.board}, ${summary.engine}`);
    const hops = summary.hops.map((hop) => `${hop.board} (${hop.engine}, from turn ${amount(hop.turn)})`);
    if (hops.length > 0) fact("moved", hops.join(", "));
    fact("ran", `${duration(summary.clock)}, wrote ${size(summary.output[0])} to stdout, ${size(summary.output[1])} to stderr`);
    if (summary.exitCode) fact("exit code", summary.exitCode.preview);
    fact(
      "state",
      `${size(bytes.body)}: ${plural(counts.entries, "entry", "entries")}, ${plural(counts.closures, "closure")}, ${plural(counts.scopes, "scope instance")}`,
    );
    fact("code", `${size(bytes.files)} of files, sources ${size(bytes.sources)}, SHA-256 ${summary.programHash.slice(0, 12)}…`);
  }

  #stack(): void {
    const { stack } = this.#it;
    if (stack.length === 0) return;
    this.#heading("Stack", stack.length, "innermost first");
    for (const frame of this.#first(stack, shown.rows)) {
      const label = frameLabel(frame);
      this.#row(this.#style.bold(label), label, place(frame.place));
      this.#text(4, this.#style.dim(frame.source), frame.source.length);
      this.#variables(frame.locals, 6);
    }
  }

  #modules(): void {
    const modules = this.#it.modules.filter((module) => module.state !== undefined);
    this.#heading("Modules", modules.length);
    for (const module of this.#first(modules, shown.functions)) {
      const state = module.state === "evaluated" ? "" : `, ${module.state ?? ""}`;
      this.#row(
        this.#style.bold(module.id),
        module.id,
        `${module.kind === "esm" ? "ES module" : "CommonJS"}${state}, ${size(module.sourceBytes)}`,
      );
      this.#variables(module.bindings, 4);
    }
  }

  #closures(): void {
    this.#heading("Closures", this.#it.closures.length);
    const groups = grouped(this.#it.closures, (closure) => closure.code);
    for (const group of this.#first(groups, shown.functions)) {
      const [closure] = group;
      const label = codeLabel(closure!);
      this.#row(this.#style.bold(label), label, place(closure!.place), group.length > 1 ? `${amount(group.length)} instances` : "");
      for (const one of this.#first(group, shown.instances, 4)) this.#closure(one, group.length > 1);
    }
  }

  #closure(closure: ClosureView, several: boolean): void {
    const scopes = closure.scopes
      .map((id) => this.#it.scopes[id]!)
      .filter((scope) => scope.kind !== "module" && scope.variables.length > 0);
    if (several || closure.path !== closure.name)
      this.#text(4, this.#style.dim(closure.path || "(reached by the runtime only)"), closure.path.length);
    for (const scope of scopes) {
      const isNew = !this.#described.has(scope.id);
      this.#described.add(scope.id);
      const text = `${scopeLabel(scope)} #${String(scope.id)}${isNew ? this.#sharers(scope, closure) : ", see above"}`;
      this.#text(4, this.#style.dim(text), text.length);
      if (isNew) this.#variables(scope.variables, 6);
    }
  }

  #sharers(scope: ScopeView, closure: ClosureView): string {
    const others = scope.seenBy.filter((ref) => ref !== closure.ref);
    if (others.length === 0) return "";
    const names = others.slice(0, 3).map((ref) => this.#names.get(ref) ?? "suspended code");
    return `, shared with ${names.join(", ")}${others.length > 3 ? ` and ${plural(others.length - 3, "other")}` : ""}`;
  }

  #suspended(): void {
    this.#heading("Suspended", this.#it.suspended.length);
    const groups = grouped(
      this.#it.suspended,
      (one) => `${one.code} ${String(one.place.line)}:${String(one.place.column)} ${String(one.started)}`,
    );
    for (const group of this.#first(groups, shown.functions)) {
      const [first] = group;
      const label = suspendedLabel(first!);
      const at = `${first!.started ? (first!.kind === "generator" ? "yield at " : "at ") : ""}${place(first!.place)}`;
      this.#row(this.#style.bold(label), label, at, group.length > 1 ? `${amount(group.length)} instances` : "");
      for (const one of this.#first(group, shown.instances, 4)) {
        const facts = [
          ...(group.length > 1 || one.kind === "generator" ? [one.path] : []),
          ...(one.started ? [] : ["not started"]),
          ...(one.awaits ? [`awaits ${one.awaits.preview}`] : []),
          ...(one.queue ? [plural(one.queue, "request") + " waiting"] : []),
        ].join("; ");
        if (facts !== "") this.#text(4, this.#style.dim(facts), facts.length);
        this.#variables(one.locals, 6);
      }
    }
  }

  #timers(): void {
    this.#heading("Timers", this.#it.timers.length);
    for (const timer of this.#first(this.#it.timers, shown.rows)) {
      const when = timer.kind === "immediate" ? "next" : timer.left === 0 ? "due" : `in ${duration(timer.left)}`;
      const every = timer.kind === "interval" ? `, every ${duration(timer.delay)}` : "";
      const args = timer.args.length > 0 ? ` with ${timer.args.map((arg) => arg.preview).join(", ")}` : "";
      const label = `${when}${every}`;
      this.#row(label, label, timer.place ? place(timer.place) : "", `${timer.callback.preview}${args}${timer.refed ? "" : " (unref)"}`);
    }
  }

  #jobs(): void {
    this.#heading("Jobs that run next", this.#it.jobs.length);
    for (const job of this.#first(this.#it.jobs, shown.rows)) {
      const label = `${job.queue === "nextTick" ? "nextTick " : ""}${job.what}`;
      this.#row(label, label, job.place ? place(job.place) : "", job.queue === "promise" ? `with ${job.value.preview}` : "");
    }
  }

  #promises(): void {
    const pending = this.#it.promises.filter((promise) => promise.state === "pending");
    const settled = this.#it.promises.length - pending.length;
    this.#heading(
      "Promises",
      this.#it.promises.length,
      settled > 0 ? `${amount(pending.length)} pending, ${amount(settled)} settled` : "pending",
    );
    const waits = (promise: PromiseView): string => promise.waiting.map((one) => one.what).join(", ") || "nothing waits for it";
    for (const promise of this.#first(
      [...pending].sort((a, b) => b.waiting.length - a.waiting.length),
      shown.rows,
    )) {
      const label = promise.path || "(reached by the runtime only)";
      const [first] = promise.waiting;
      this.#row(label, label, first?.place ? place(first.place) : "", waits(promise));
    }
    for (const promise of this.#it.promises) {
      if (promise.state === "rejected" && !promise.handled)
        this.#row(promise.path, promise.path, "", `rejected, nobody handles it: ${promise.value?.preview ?? ""}`);
    }
  }

  #listeners(): void {
    const count = this.#it.listeners.reduce((sum, one) => sum + one.listeners.length, 0);
    this.#heading("Listeners", count);
    const rows = this.#it.listeners.flatMap((one) => one.listeners.map((listener) => ({ one, listener })));
    for (const { one, listener } of this.#first(rows, shown.rows)) {
      const label = emitterLabel(one);
      this.#row(label, label, listener.place ? place(listener.place) : "", `${listener.value.preview}${listener.once ? " (once)" : ""}`);
    }
  }

  #sizes(): void {
    const { kinds, largest } = this.#it.sizes;
    this.#lines.push("", this.#style.bold("What takes the room"));
    const most = kinds.slice(0, this.#all ? kinds.length : 6);
    for (const { what, count, bytes } of most)
      this.#lines.push(this.#fit(`  ${size(bytes).padStart(9)}  ${what}${count > 1 ? ` × ${amount(count)}` : ""}`));
    if (kinds.length > most.length)
      this.#lines.push(this.#style.dim(`             and ${plural(kinds.length - most.length, "other kind")}`));
    this.#lines.push("", this.#style.bold("What keeps most of it alive"));
    for (const one of largest.slice(0, this.#all ? largest.length : 6))
      this.#lines.push(this.#fit(`  ${size(one.retained).padStart(9)}  ${one.path || "(the runtime)"}  ${one.preview}`));
  }

  #heading(title: string, count: number, detail = ""): void {
    this.#lines.push(
      "",
      this.#style.bold(title) + this.#style.dim(`  ${count === 0 ? "none" : amount(count)}${count > 0 && detail ? `: ${detail}` : ""}`),
    );
  }

  /** The first of a list, or all; what is left out is said. */
  *#first<T>(list: readonly T[], limit: number, indent = 2): Generator<T> {
    const end = this.#all || list.length <= limit + 1 ? list.length : limit;
    for (let at = 0; at < end; at++) yield list[at]!;
    if (end < list.length) this.#lines.push(" ".repeat(indent) + this.#style.dim(`… ${amount(list.length - end)} more (--all shows them)`));
  }

  /** A name at the left, a place at the right, and what more there is to say in between or on a line of its own. */
  #row(styled: string, label: string, right: string, middle = ""): void {
    const room = this.#width - 4 - right.length;
    const line = middle === "" ? label : `${label}  ${middle}`;
    if (line.length <= room) {
      const rest = middle === "" ? "" : `  ${middle}`;
      this.#lines.push(
        `  ${styled}${rest}${" ".repeat(Math.max(2, this.#width - 2 - line.length - right.length))}${this.#style.dim(right)}`.trimEnd(),
      );
      return;
    }
    const head = label.length <= room ? styled : label.slice(0, Math.max(8, room - 1)) + "…";
    const gap = " ".repeat(Math.max(2, this.#width - 2 - Math.min(label.length, Math.max(8, room)) - right.length));
    this.#lines.push(`  ${head}${right === "" ? "" : gap + this.#style.dim(right)}`);
    if (middle !== "") this.#lines.push(this.#fit(`    ${middle}`));
  }

  #variables(variables: readonly VariableView[], indent: number): void {
    const name = Math.min(20, Math.max(0, ...variables.map((variable) => variable.name.length)));
    for (const variable of this.#first(variables, shown.variables, indent)) {
      const room = this.#width - indent - Math.max(name, variable.name.length) - 3;
      const value =
        variable.value.preview.length > room ? `${variable.value.preview.slice(0, Math.max(8, room - 1))}…` : variable.value.preview;
      this.#lines.push(`${" ".repeat(indent)}${this.#style.name(variable.name.padEnd(name))} = ${this.#style.value(value)}`);
    }
  }

  #text(indent: number, styled: string, length: number): void {
    this.#lines.push(length + indent <= this.#width ? " ".repeat(indent) + styled : this.#fit(" ".repeat(indent) + styled));
  }

  #wrapped(start: string, indent: number, text: string): void {
    let line = "";
    let head = start;
    for (const word of text.split(" ")) {
      if (line !== "" && indent + line.length + 1 + word.length > this.#width) {
        this.#lines.push(head + line);
        head = " ".repeat(indent);
        line = word;
      } else line += line === "" ? word : ` ${word}`;
    }
    this.#lines.push(head + line);
  }

  #fit(line: string): string {
    return line.length <= this.#width ? line : `${line.slice(0, this.#width - 1)}…`;
  }
}

function grouped<T>(list: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}

function codeLabel(closure: ClosureView): string {
  const name = closure.name === "" ? "(anonymous)" : closure.name;
  switch (closure.kind) {
    case "class":
      return `class ${name}`;
    case "generator":
      return `function* ${name}`;
    case "async function":
    case "async generator":
      return `${closure.kind === "async function" ? "async" : "async*"} ${name}`;
    case "arrow":
      return closure.name === "" ? "(anonymous) =>" : `${name} =>`;
    default:
      return `${name}()`;
  }
}

function frameLabel({ name, kind, place: { file } }: FrameView): string {
  return kind === "module" ? `module ${file}` : `${name === "" ? "(anonymous)" : name}()`;
}

function suspendedLabel(one: SuspendedView): string {
  if (one.kind === "module") return `module ${one.place.file}`;
  return `${one.kind === "generator" ? "function*" : one.kind === "async function" ? "async" : "async*"} ${one.name || "(anonymous)"}`;
}

function scopeLabel(scope: ScopeView): string {
  const of = scope.function === "" ? "" : ` of ${scope.function}()`;
  switch (scope.kind) {
    case "function":
    case "body":
      return scope.function === "" ? `scope of the function at ${place(scope.place)}` : `scope${of}`;
    case "class":
    case "self":
      return "own name";
    case "home":
      return "object of the method";
    default:
      return `${scope.kind}${of}`;
  }
}

function emitterLabel(one: ListenersView): string {
  return `${one.emitter} on ${one.event}`;
}

function place(at: Place): string {
  return formatPlace(at);
}

function amount(count: number): string {
  return count.toLocaleString("en");
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${amount(count)} ${count === 1 ? one : many}`;
}

/** Bytes as people write them. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  const units = ["kB", "MB", "GB"];
  let [value, unit] = [bytes / 1000, 0];
  for (; value >= 1000 && unit < 2; unit++) value /= 1000;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]!}`;
}

function duration(ms: number): string {
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${String(minutes)} min ${String(Math.round(seconds % 60))} s`
    : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}
