import type { FunctionKind, ModuleKind, ScopeKind } from "../../codemap/codeMap.js";
import type { Place } from "../../errors.js";
import type { Hop } from "../container.js";
import type { ModuleState } from "../schema.js";

/**
 * What a snapshot holds, for people: the model behind `thingsmigrate inspect` and the views of the editor. Plain data without cycles, so that it goes
 * through JSON and messages. Objects are named by the number of their entry in the body (`ref`); `SnapshotInspector.expand` gives what is inside of one.
 * Places are in the original source: `file` is the module id, lines count from 1, columns from 0. Names and previews have no control characters.
 */
export interface Inspection {
  readonly summary: SnapshotSummary;
  readonly modules: readonly ModuleView[];
  readonly closures: readonly ClosureView[];
  /** Scope instances by number; the `scopes` of closures, frames and suspended code lead here. */
  readonly scopes: readonly ScopeView[];
  /** The calls that were under way, innermost first; none if the program stood between two turns. */
  readonly stack: readonly FrameView[];
  readonly suspended: readonly SuspendedView[];
  readonly promises: readonly PromiseView[];
  readonly jobs: readonly JobView[];
  readonly timers: readonly TimerView[];
  readonly listeners: readonly ListenersView[];
  readonly sizes: SizesView;
}

export interface SnapshotSummary {
  /** Name of the program, as `ps` shows it. */
  readonly name: string;
  readonly entry: string;
  /** Folder of the sources on the machine where the program was instrumented. */
  readonly root: string;
  readonly programHash: string;
  readonly instrumenter: string;
  /** Where it was taken. */
  readonly board: string;
  readonly engine: string;
  readonly takenAt: string;
  /** Turn before which the program stands, or in which. */
  readonly turn: number;
  /** It stands in the middle of that turn; 0 is the main program. */
  readonly inTurn: boolean;
  /** Milliseconds that the program has run, without the time it was frozen. */
  readonly clock: number;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Bytes written to stdout and stderr since it began. */
  readonly output: readonly [stdout: number, stderr: number];
  readonly hops: readonly Hop[];
  /** Exit code the program has set, if it has. */
  readonly exitCode?: ValueView;
  readonly bytes: { readonly body: number; readonly files: number; readonly sources: number };
  readonly counts: {
    /** Entries of the body: objects, functions, bindings, records. */
    readonly entries: number;
    readonly closures: number;
    readonly scopes: number;
    readonly frames: number;
    readonly suspended: number;
    readonly pendingPromises: number;
    readonly jobs: number;
    readonly timers: number;
    readonly listeners: number;
  };
}

/** A value on one line, as Node's `inspect` would show it, cut to a bounded length. Getters are not run. */
export interface ValueView {
  readonly type:
    | "undefined"
    | "null"
    | "boolean"
    | "number"
    | "bigint"
    | "string"
    | "symbol"
    | "function"
    | "object"
    | "accessor"
    /** A binding in its temporal dead zone. */
    | "uninitialized";
  readonly preview: string;
  /** Entry of an object, function or symbol. */
  readonly ref?: number;
  /** Number of children that `expand` gives for `ref`; absent when there is nothing inside. */
  readonly size?: number;
}

/** A variable of one scope instance, a local of suspended code, or a binding of a module. */
export interface VariableView {
  /** As in the source. */
  readonly name: string;
  /** Where it is declared, if that is known. */
  readonly place?: Place;
  readonly value: ValueView;
  /** Entry of its cell, if it can change and is shared by reference. */
  readonly cell?: number;
}

/** What is inside of a value. */
export interface ChildView {
  readonly kind:
    | "property"
    | "accessor"
    | "private"
    | "index"
    /** Key and value of a Map. */
    | "entry"
    /** Item of a Set. */
    | "item"
    /** A variable that a function has captured, a local of a generator. */
    | "variable"
    /** A slot of the language or the runtime: `[[Prototype]]`, `[[PromiseState]]`. */
    | "internal";
  readonly name: string;
  readonly value: ValueView;
  /** The key of a Map's entry. */
  readonly key?: ValueView;
  readonly getter?: ValueView;
  readonly setter?: ValueView;
}

export interface ChildrenView {
  readonly total: number;
  /** Number of the first of `children`. */
  readonly from: number;
  readonly children: readonly ChildView[];
}

/** Kinds of code as their author sees them: lowering is undone. */
export type CodeKind = FunctionKind | "async function" | "async generator";

export interface ClosureView {
  readonly ref: number;
  /** `name` of the function object, or else its name in the source; empty for anonymous ones. */
  readonly name: string;
  readonly kind: CodeKind;
  readonly code: string;
  readonly place: Place;
  /** How the program reaches it, on the shortest way: `counters[0].inc`. */
  readonly path: string;
  /** Scope instances it sees, innermost first; the module scope is the last. */
  readonly scopes: readonly number[];
}

export interface ScopeView {
  readonly id: number;
  readonly kind: ScopeKind;
  readonly module: string;
  /** Name of the function whose scope it is; empty for a module scope and for anonymous functions. */
  readonly function: string;
  readonly place: Place;
  /** The enclosing instance; the module scope has none. */
  readonly parent?: number;
  /** Those that closures or suspended code see; others are not in the snapshot. */
  readonly variables: readonly VariableView[];
  /** Entries of the closures and of suspended code that see it directly. */
  readonly seenBy: readonly number[];
}

/** One call that was under way. */
export interface FrameView {
  readonly ref: number;
  /** Empty for anonymous functions and for modules. */
  readonly name: string;
  readonly kind: CodeKind;
  readonly code: string;
  /** The call that it waits for; of the innermost frame, where it stands. */
  readonly place: Place;
  /** That line of the source, without the white space around it. */
  readonly source: string;
  readonly locals: readonly VariableView[];
  readonly scopes: readonly number[];
}

/** A generator or async function that waits, or a generator that has not started. */
export interface SuspendedView {
  /** Entry of the generator. */
  readonly ref: number;
  readonly name: string;
  readonly kind: "generator" | "async function" | "async generator" | "module";
  readonly code: string;
  /** The `yield` or `await` it stands at; of one that has not started, the function. */
  readonly place: Place;
  readonly started: boolean;
  readonly path: string;
  readonly locals: readonly VariableView[];
  readonly scopes: readonly number[];
  /** What an async function awaits, if that is a promise of the program. */
  readonly awaits?: ValueView;
  /** The promise that an async function answers with. */
  readonly result?: ValueView;
  /** Requests in the queue of an async generator. */
  readonly queue?: number;
}

export interface PromiseView {
  /** Entry of the promise object; of its state if no object exists any more. */
  readonly ref: number;
  readonly state: "pending" | "fulfilled" | "rejected";
  readonly value?: ValueView;
  readonly handled: boolean;
  readonly path: string;
  /** What goes on when it is settled. */
  readonly waiting: readonly WorkView[];
}

/** Something the runtime will run. */
export interface WorkView {
  /** In words: `await in poll()`, `then(render)`, `nextTick(flush)`. */
  readonly what: string;
  readonly ref: number;
  readonly place?: Place;
}

export interface JobView extends WorkView {
  readonly queue: "promise" | "nextTick";
  /** What it is given: the value or the reason of the promise. */
  readonly value: ValueView;
}

export interface TimerView {
  readonly kind: "timeout" | "interval" | "immediate";
  /** Entry of the Timeout or Immediate object. */
  readonly ref: number;
  readonly callback: ValueView;
  readonly place?: Place;
  readonly args: readonly ValueView[];
  /** Milliseconds. */
  readonly delay: number;
  /** Milliseconds until it is due; 0 if it is. */
  readonly left: number;
  /** Whether it keeps the program alive. */
  readonly refed: boolean;
}

export interface ListenersView {
  /** How the emitter is reached: `process`, `emitter`. */
  readonly emitter: string;
  readonly event: string;
  readonly listeners: readonly { readonly value: ValueView; readonly place?: Place; readonly once: boolean }[];
}

export interface ModuleView {
  readonly id: string;
  readonly kind: ModuleKind;
  /** Absent: not loaded yet. */
  readonly state?: ModuleState;
  readonly sourceHash: string;
  readonly sourceBytes: number;
  readonly bindings: readonly VariableView[];
}

export interface SizesView {
  /** By what the entries are (`Sensor`, `Array`, `closure inc`), largest first. Bytes of the uncompressed body. */
  readonly kinds: readonly { readonly what: string; readonly count: number; readonly bytes: number }[];
  /** What would become free with it, largest first. */
  readonly largest: readonly LargeView[];
}

export interface LargeView {
  readonly ref: number;
  readonly path: string;
  readonly preview: string;
  /** Bytes of its own entry. */
  readonly own: number;
  /** Bytes of all that is reached only through it, itself included. */
  readonly retained: number;
}
