import type { Snapshot } from "../container.js";
import { validateBody } from "../validate.js";
import type { Body } from "../decodeBody.js";
import type { Entry, Value } from "../schema.js";
import { buffersOf, type BufferBytes } from "./bufferBytes.js";
import { childrenOf, childCount } from "./expandValue.js";
import { fieldOf, isReference, propertyOf, recordAt, refOf, valueIn, type Entries, type NameCaptured } from "./entryShape.js";
import { HeapGraph } from "./heapGraph.js";
import type {
  ChildrenView,
  ClosureView,
  FrameView,
  Inspection,
  LargeView,
  ModuleView,
  ScopeView,
  SizesView,
  SnapshotSummary,
  SuspendedView,
  ValueView,
  VariableView,
} from "./inspection.js";
import { stackOf } from "./stackOf.js";
import { listenersOf } from "./listeners.js";
import { PendingWork } from "./pendingWork.js";
import { cut, plainText } from "./plainText.js";
import { Previews } from "./previewValue.js";
import { waysIn } from "./waysIn.js";
import { bodyOf, isLoweredBody, placeIn, ProgramCode, variableOf, type Code } from "./programCode.js";
import { scopeInstances, type ScopeInstance } from "./scopeInstances.js";
import { suspendedCode } from "./suspendedCode.js";

const largestShown = 20;

interface ScopeTable {
  readonly views: ScopeView[];
  readonly ids: ReadonlyMap<ScopeInstance, number>;
  readonly moduleIds: ReadonlyMap<string, number>;
}

/**
 * Looks into a snapshot: everything of `Inspection`, each part when it is first asked for, and what is inside of any value. Nothing of the program runs,
 * and what a snapshot says is taken for data whatever it looks like.
 */
export class SnapshotInspector {
  readonly code: ProgramCode;
  readonly entries: Entries;
  readonly body: Body;
  readonly buffers: ReadonlyMap<number, BufferBytes>;
  readonly #snapshot: Snapshot;
  readonly #previews: Previews;
  readonly #weak: ReadonlyMap<number, readonly Value[]>;
  #graph: HeapGraph | undefined;
  #scopes: ScopeTable | undefined;
  #closures: ClosureView[] | undefined;
  #stack: FrameView[] | undefined;
  #suspended: SuspendedView[] | undefined;
  #work: PendingWork | undefined;
  #instances: ReadonlyMap<number, ScopeInstance> | undefined;

  /** @throws CodedError E_SNAPSHOT_INVALID when body or code maps are not what the format asks for */
  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.code = new ProgramCode(
      snapshot.files,
      snapshot.description.codeUse.map(({ module }) => module),
    );
    this.body = validateBody(snapshot.body);
    this.entries = this.body.entries;
    this.buffers = buffersOf(this.body);
    this.#weak = new Map(this.body.weak.map(([collection, items]) => [refOf(collection), items]));
    this.#previews = new Previews(
      this.entries,
      (id) => this.buffers.get(id),
      (id) => this.#weak.get(id),
    );
  }

  /** Everything. */
  inspect(): Inspection {
    return {
      summary: this.summary(),
      modules: this.modules(),
      closures: this.closures(),
      scopes: this.scopes(),
      stack: this.stack(),
      suspended: this.suspended(),
      promises: this.work().promises(),
      jobs: this.work().jobs(),
      timers: this.work().timers(),
      listeners: listenersOf(this),
      sizes: this.sizes(),
    };
  }

  summary(): SnapshotSummary {
    const { description, body, files } = this.#snapshot;
    const { name, entry, programHash, instrumenter, board, engine, takenAt, turn, inTurn, args, cwd, output, hops } = description;
    const bytesOf = (prefix: string): number =>
      [...files].reduce((sum, [path, bytes]) => (path.startsWith(prefix) ? sum + bytes.length : sum), 0);
    const exitCode = fieldOf(recordAt(this.entries, this.root("process")), "exitCode");
    const clock = fieldOf(recordAt(this.entries, this.root("clock")), "stopped");
    return {
      name: plainText(name),
      entry: plainText(entry),
      root: plainText(this.code.manifest.root),
      programHash: plainText(programHash),
      instrumenter: plainText(instrumenter),
      board: plainText(board),
      engine: plainText(engine),
      takenAt: plainText(takenAt),
      turn,
      inTurn,
      clock: typeof clock === "number" ? clock : 0,
      args: args.map(plainText),
      cwd: plainText(cwd),
      output,
      hops: hops.map((hop) => ({ board: plainText(hop.board), engine: plainText(hop.engine), turn: hop.turn, at: plainText(hop.at) })),
      ...(exitCode === undefined || (Array.isArray(exitCode) && exitCode[0] === "u") ? {} : { exitCode: this.value(exitCode) }),
      bytes: { body: body.length, files: bytesOf(""), sources: bytesOf(".thingsmigrate/source/") },
      counts: {
        entries: this.entries.length - 1,
        closures: this.closures().length,
        scopes: this.scopes().filter((scope) => scope.kind !== "module").length,
        frames: this.stack().length,
        suspended: this.suspended().length,
        pendingPromises: this.work()
          .promises()
          .filter((promise) => promise.state === "pending").length,
        jobs: this.work().jobs().length,
        timers: this.work().timers().length,
        listeners: listenersOf(this).reduce((sum, one) => sum + one.listeners.length, 0),
      },
    };
  }

  /** The record of a root of the runtime. */
  root(name: string): Value | undefined {
    return this.body.roots.find(([root]) => root === name)?.[1];
  }

  /** Source text of a module as the code places in the model mean it; undefined when the snapshot has none. TypeScript: with types erased. */
  source(module: string): string | undefined {
    return this.code.sourceOf(module);
  }

  modules(): ModuleView[] {
    const lines = new Map(this.body.modules.map((line) => [line.id, line]));
    return Object.entries(this.code.manifest.modules).map(([id, module]) => {
      const line = lines.get(id);
      const map = this.code.mapOf(id);
      const bindings = line?.bindings ?? [];
      const variables: VariableView[] = [];
      for (let i = 0; i < bindings.length; i += 2) {
        const variable = this.variable(map ? { map, scope: 0 } : undefined, String(bindings[i]), bindings[i + 1]!);
        if (variable) variables.push(variable);
      }
      return {
        id: plainText(id),
        kind: module.kind,
        ...(line ? { state: line.state } : {}),
        sourceHash: plainText(module.sourceHash),
        sourceBytes: Buffer.byteLength(this.code.sourceOf(id) ?? ""),
        bindings: variables,
      };
    });
  }

  /** Closures and classes of the program, by the place of their code. Generators that async functions were lowered to are not among them. */
  closures(): ClosureView[] {
    return (this.#closures ??= this.#findClosures());
  }

  #findClosures(): ClosureView[] {
    const found: ClosureView[] = [];
    this.entries.forEach((entry, ref) => {
      if (entry?.[0] !== "function" && entry?.[0] !== "class") return;
      const code = this.code.codeOf(entry[2]);
      if (!code || isLoweredBody(code)) return;
      const { name, kind } = this.code.original(code, this.#wrapped(entry));
      found.push({
        ref,
        name: typeof entry[4] === "string" ? plainText(cut(entry[4], 100)) : name,
        kind,
        code: entry[2],
        place: placeIn(code.map, code.entry),
        path: this.path(ref),
        scopes: this.scopesOf(this.#bodyOf(entry, code) ?? ref, code.map.module),
      });
    });
    return found.sort((a, b) => comparePlaces(a, b) || a.ref - b.ref);
  }

  /** What the prototype of a function says about it. */
  #wrapped(entry: Entry): "async" | "async generator" | undefined {
    const slot = entry[0] === "function" && entry[1] !== 0 ? this.entries[refOf(entry[1][0])] : undefined;
    const path = slot?.[0] === "intrinsic" ? slot[1] : "";
    return path === "%AsyncFunctionPrototype%" ? "async" : path === "%AsyncGeneratorFunctionPrototype%" ? "async generator" : undefined;
  }

  /** The generator function behind an async function: it is what sees the variables. */
  #bodyOf(entry: Extract<Entry, readonly ["function" | "class", ...unknown[]]>, code: Code): number | undefined {
    const body = bodyOf(code);
    if (!body || entry[0] !== "function") return undefined;
    const at = code.entry.captures.findIndex((capture) => capture.name === body.name);
    let value: Value | undefined = entry[3][at];
    if (at < 0) {
      const bindings = this.body.modules.find((line) => line.id === code.map.module)?.bindings ?? [];
      const named = bindings.findIndex((name, i) => i % 2 === 0 && name === body.name);
      value = named < 0 ? undefined : bindings[named + 1];
    }
    const cell = this.entries[refOf(value)];
    const target = refOf(cell?.[0] === "cell" ? cell[1] : value);
    return this.entries[target]?.[0] === "function" ? target : undefined;
  }

  scopes(): ScopeView[] {
    return this.#scopeTable().views;
  }

  /** Numbers of the instances that an entry sees, innermost first, the module's last. */
  scopesOf(ref: number, module: string): number[] {
    const { ids, moduleIds } = this.#scopeTable();
    const found: number[] = [];
    for (let at = this.#instanceOf(ref); at && found.length < 1000; at = at.parent) found.push(ids.get(at)!);
    const last = moduleIds.get(module);
    return last === undefined ? found : [...found, last];
  }

  #instanceOf(ref: number): ScopeInstance | undefined {
    return (this.#instances ??= scopeInstances(this.entries, this.code)).get(ref);
  }

  #scopeTable(): ScopeTable {
    if (this.#scopes) return this.#scopes;
    const ids = new Map<ScopeInstance, number>();
    const moduleIds = new Map<string, number>();
    const views: ScopeView[] = [];
    this.code.modules.forEach((module) => {
      const map = this.code.mapOf(module);
      if (!map || map.kind === "json") return;
      moduleIds.set(module, views.length);
      const variables = this.modules().find((one) => one.id === plainText(module))?.bindings ?? [];
      views.push({
        id: views.length,
        kind: "module",
        module: plainText(module),
        function: "",
        place: placeIn(map, { line: 1, column: 0 }),
        variables,
        seenBy: [],
      });
    });
    const number = (instance: ScopeInstance): void => {
      if (ids.has(instance)) return;
      ids.set(instance, views.length);
      views.push(undefined as never);
      if (instance.parent) number(instance.parent);
    };
    this.#instances ??= scopeInstances(this.entries, this.code);
    for (const instance of this.#instances.values()) number(instance);
    for (const [instance, id] of ids) {
      const { map, scope, bindings, parent, seenBy } = instance;
      const entry = map.scopes[scope]!;
      const func = map.functions[entry.function];
      const variables: VariableView[] = [];
      for (const [name, { value }] of bindings) {
        const variable = this.variable({ map, scope }, name, value);
        if (variable) variables.push(variable);
      }
      const outer = parent ? ids.get(parent) : moduleIds.get(map.module);
      views[id] = {
        id,
        kind: entry.kind,
        module: plainText(map.module),
        function: func && func.kind !== "module" ? this.code.original({ map, n: entry.function, entry: func }).name : "",
        place: placeIn(map, entry),
        ...(outer === undefined ? {} : { parent: outer }),
        variables,
        seenBy,
      };
    }
    return (this.#scopes = { views, ids, moduleIds });
  }

  /** The calls that were under way, innermost first. */
  stack(): FrameView[] {
    return (this.#stack ??= stackOf(this));
  }

  suspended(): SuspendedView[] {
    return (this.#suspended ??= suspendedCode(this));
  }

  work(): PendingWork {
    return (this.#work ??= new PendingWork(this));
  }

  sizes(): SizesView {
    const graph = this.graph();
    const own = graph.ownSizes();
    const retained = graph.retainedSizes(own);
    const kinds = new Map<string, { what: string; count: number; bytes: number }>();
    this.entries.forEach((entry, id) => {
      if (!entry) return;
      const what = this.#previews.kindOf(id);
      const kind = kinds.get(what) ?? { what, count: 0, bytes: 0 };
      kind.count++;
      kind.bytes += own[id]!;
      kinds.set(what, kind);
    });
    const isShown = (id: number): boolean =>
      !["record", "intrinsic", "cell"].includes(this.entries[id]?.[0] ?? "record") && !graph.isInternal(id);
    const largest = [...this.entries.keys()]
      .filter(isShown)
      .sort((a, b) => retained[b]! - retained[a]! || a - b)
      .slice(0, largestShown)
      .map((ref): LargeView => ({ ref, path: this.path(ref), preview: this.preview([ref]), own: own[ref]!, retained: retained[ref]! }));
    return { kinds: [...kinds.values()].sort((a, b) => b.bytes - a.bytes || (a.what < b.what ? -1 : 1)), largest };
  }

  /** What is inside of an object or function, in parts: `from` and `count` choose among its children. Unknown numbers have no children. */
  expand(ref: number, from = 0, count = 100): ChildrenView {
    const children = childrenOf(this, ref);
    const first = Math.max(0, Math.min(from, children.total));
    const last = Math.min(children.total, first + Math.max(0, count));
    return { total: children.total, from: first, children: Array.from({ length: last - first }, (_, at) => children.at(first + at)) };
  }

  /** How the program reaches an entry. */
  path(ref: number): string {
    return this.graph().path(ref);
  }

  graph(): HeapGraph {
    return (this.#graph ??= new HeapGraph(this.body, [...waysIn(this)], (id) => this.#namesIn(id)));
  }

  /** Names of what an entry has captured or holds, for ways through it. */
  #namesIn(id: number): NameCaptured {
    const entry = this.entries[id];
    if (entry?.[0] !== "function" && entry?.[0] !== "class" && entry?.[0] !== "generator" && entry?.[0] !== "frame") return () => undefined;
    const code = this.code.codeOf(entry[2]);
    const point = entry[0] === "generator" || entry[0] === "frame" ? code?.entry.points?.[entry[3]] : undefined;
    return (part, at) => {
      const capture = part === 6 ? point?.own[at] : part === 4 ? undefined : code?.entry.captures[at];
      const name = part === 4 ? point?.values[at] : capture?.name;
      if (!code || name === undefined) return undefined;
      const scope = capture?.scope ?? code.map.scopes.findIndex((one) => one.function === code.n && one.bindings.includes(name));
      return variableOf(code.map, code.map.scopes[scope], name)?.name;
    };
  }

  weakItems(ref: number): readonly Value[] {
    return this.#weak.get(ref) ?? [];
  }

  preview(value: Value | undefined): string {
    return this.#previews.of(value);
  }

  value(value: Value | undefined): ValueView {
    const preview = this.preview(value);
    if (isReference(value)) {
      const entry = this.entries[value[0]];
      if (entry?.[0] === "cell") return this.value(entry[1]);
      const type = typeOf(entry);
      if (type === "symbol" || entry?.[0] === "intrinsic") return { type, preview, ref: value[0] };
      return { type, preview, ref: value[0], size: childCount(this, value[0]) };
    }
    return { type: primitiveType(value), preview };
  }

  /** A binding as its author knows it; undefined for what the instrumenter has added. */
  variable(where: Pick<ScopeInstance, "map" | "scope"> | undefined, name: string, value: Value): VariableView | undefined {
    const known = where ? variableOf(where.map, where.map.scopes[where.scope], name) : { name: plainText(name) };
    if (!known) return undefined;
    const cell = this.entries[refOf(value)]?.[0] === "cell" ? { cell: refOf(value) } : {};
    return {
      name: cut(known.name, 200),
      ...("place" in known && known.place ? { place: known.place } : {}),
      value: this.value(value),
      ...cell,
    };
  }

  /** Name and place of the code of a function, for lists of what will run. */
  functionAt(value: Value | undefined): { readonly name: string; readonly place?: ReturnType<typeof placeIn> } {
    const entry = this.entries[refOf(value)];
    if (entry?.[0] === "function" || entry?.[0] === "class") {
      const code = this.code.codeOf(entry[2]);
      const name = typeof entry[4] === "string" && entry[4] !== "" ? plainText(cut(entry[4], 100)) : "(anonymous)";
      return code ? { name, place: placeIn(code.map, code.entry) } : { name };
    }
    const listener = valueIn(propertyOf(entry, "listener"));
    if (entry?.[0] === "stateful" && listener !== undefined) return this.functionAt(listener);
    return { name: entry?.[0] === "stateful" ? plainText(entry[2]) : this.preview(value) };
  }
}

function comparePlaces(a: ClosureView, b: ClosureView): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.line - b.place.line || a.place.column - b.place.column;
}

function typeOf(entry: Entry | undefined): ValueView["type"] {
  switch (entry?.[0]) {
    case "symbol":
    case "symbolFor":
      return "symbol";
    case "function":
    case "class":
    case "stateful":
      return "function";
    case "intrinsic":
      return entry[1].startsWith("Symbol.") ? "symbol" : /prototype$/.test(entry[1]) ? "object" : "function";
    default:
      return "object";
  }
}

function primitiveType(value: Value | undefined): ValueView["type"] {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return typeof value as "string";
    case "object":
      return value[0] === "n" ? "number" : value[0] === "b" ? "bigint" : value[0] === "t" ? "uninitialized" : "undefined";
    default:
      return "undefined";
  }
}
