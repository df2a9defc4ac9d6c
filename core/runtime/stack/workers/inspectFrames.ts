import type { Debugger, Runtime, Session } from "node:inspector";
import type { MessagePort } from "node:worker_threads";

/** What the main thread asks of the worker that reads its stack. Sent as data. */
export interface InspectOrder {
  /** One 32-bit cell, an `inspectState`. */
  readonly shared: SharedArrayBuffer;
  /** Gets the reason, as text, when the stack can't be read; before the main thread goes on. */
  readonly port: MessagePort;
  /** How many frames with source there are outward from the frame that asks. */
  readonly depth: number;
  readonly frames: readonly InspectedFrame[];
  /** Frames of that list that are read in a second pause as well. */
  readonly again: readonly InspectedFrame[];
}

export interface InspectedFrame {
  /** Counted among the frames with source. */
  readonly index: number;
  /** From 1, as `StackFrame` has them. */
  readonly line: number;
  readonly column: number;
  /** Evaluated in the frame. */
  readonly expression: string | undefined;
}

/** Values of the shared cell, in this order. */
export const inspectState = {
  starting: 0,
  /** Says the worker: the main thread may pause. */
  ready: 1,
  /** Says the main thread: it has paused as often as it will. */
  over: 2,
  /** Says the worker: it has disconnected, or never got so far. */
  disconnected: 3,
  /** Says the main thread: it has noticed, so the worker may end. Node 18 to 22 abort the process if it ends earlier. */
  released: 4,
} as const;

/**
 * Body of the worker: its text runs in a thread of its own (startWorker.ts), so it refers to nothing outside itself. It enables the debugger in the main
 * thread, waits until that stops at its `debugger` statement, and has the scope objects of the frames given to the function which the innermost frame has as
 * its first argument: all values stay in the main thread's heap. Called in pieces: `(["scopes", self, n, scope1, … scopeN, self, n, …])`, then
 * `(["results", value, …])`, a piece never ending inside a frame. `n` is 0 for a frame whose scopes the engine can't tell.
 */
export function inspectFrames(load: (name: string) => unknown, order: InspectOrder): void {
  const { Session: InspectorSession } = load("node:inspector") as { Session: new () => Session };
  const state = new Int32Array(order.shared);
  const session = new InspectorSession();
  // Answers of the main thread reach this one only while its event loop turns.
  /** Arguments of one call: few enough for a stack that is nearly full. */
  const pieceSize = 400;
  const pauses = [order.frames, order.again].filter((frames) => frames.length > 0);

  const say = (value: number): void => {
    Atomics.store(state, 0, value);
    Atomics.notify(state, 0);
  };
  const ask = (method: string, params?: object): Promise<never> =>
    new Promise((resolve, reject) => {
      session.post(method, params, (error, result) => {
        if (error === null) resolve(result as never);
        else reject(new Error(`${method}: ${error.message}`));
      });
    });
  const evaluate = async (frame: Debugger.CallFrame, expression: string): Promise<Runtime.CallArgument> => {
    const params: Debugger.EvaluateOnCallFrameParameterType = { callFrameId: frame.callFrameId, expression, silent: true };
    const answer: Debugger.EvaluateOnCallFrameReturnType = await ask("Debugger.evaluateOnCallFrame", params);
    if (answer.exceptionDetails !== undefined) throw new Error(`${expression}: ${answer.result.description ?? "it threw"}`);
    return argument(answer.result);
  };
  const argument = ({ objectId, unserializableValue, value }: Runtime.RemoteObject): Runtime.CallArgument => {
    if (objectId !== undefined) return { objectId };
    return unserializableValue === undefined ? { value: value as unknown } : { unserializableValue };
  };
  /** Hands values to the function of the innermost frame, as one call or more. */
  const handOver = async (taker: Runtime.CallArgument, kind: string, groups: readonly Runtime.CallArgument[][]): Promise<void> => {
    const call = (piece: Runtime.CallArgument[]): Promise<Runtime.CallFunctionOnReturnType> =>
      ask("Runtime.callFunctionOn", {
        objectId: taker.objectId,
        functionDeclaration: "function (...parts) { this(parts); }",
        arguments: [{ value: kind }, ...piece],
        silent: true,
      });
    const calls: Promise<Runtime.CallFunctionOnReturnType>[] = [];
    let piece: Runtime.CallArgument[] = [];
    for (const group of groups) {
      if (piece.length + group.length > pieceSize && piece.length > 0) {
        calls.push(call(piece));
        piece = [];
      }
      piece.push(...group);
    }
    if (piece.length > 0) calls.push(call(piece));
    for (const { exceptionDetails } of await Promise.all(calls))
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  };
  /** Scopes of the function itself, innermost first. Where optimized code has no context for them, there is no local one. */
  const ownScopes = ({ scopeChain }: Debugger.CallFrame): Runtime.CallArgument[] => {
    const local = scopeChain.findIndex(({ type }) => type === "local");
    return scopeChain.slice(0, local + 1).map(({ object }) => argument(object));
  };
  const scopesOf = (frame: Debugger.CallFrame): Runtime.CallArgument[] => {
    const scopes = ownScopes(frame);
    return [argument(frame.this), { value: scopes.length }, ...scopes];
  };

  const read = async (callFrames: readonly Debugger.CallFrame[], asked: readonly InspectedFrame[]): Promise<void> => {
    const skipped = callFrames.length - order.depth;
    const frames = asked.map(({ index, line, column }) => {
      const frame = callFrames[skipped + index];
      // Never values of another frame.
      if (frame?.location.lineNumber !== line - 1 || frame.location.columnNumber !== column - 1)
        throw new Error(`the inspector has another frame at ${String(index)} than ${String(line)}:${String(column)}`);
      return frame;
    });
    const innermost = callFrames[0]!;
    const taker = await evaluate(innermost, "arguments[0]");
    await handOver(taker, "scopes", [scopesOf(innermost), ...frames.map(scopesOf)]);
    const results = frames.map(async (frame, n): Promise<Runtime.CallArgument[]> => {
      const { expression } = asked[n]!;
      // In a frame without scopes its names would be those of globals.
      return [expression === undefined || ownScopes(frame).length === 0 ? { value: null } : await evaluate(frame, expression)];
    });
    await handOver(taker, "results", await Promise.all(results));
  };
  const fail = (error: unknown): void => {
    order.port.postMessage(error instanceof Error ? error.message : String(error));
  };
  const paused = async (callFrames: readonly Debugger.CallFrame[]): Promise<void> => {
    try {
      await read(callFrames, pauses.shift() ?? []);
    } catch (error) {
      fail(error);
    }
    await ask("Debugger.resume");
  };
  const disconnect = async (): Promise<void> => {
    try {
      await ask("Debugger.disable");
      session.disconnect();
    } finally {
      say(3 satisfies typeof inspectState.disconnected);
    }
  };
  const begin = async (): Promise<void> => {
    try {
      session.connectToMainThread();
      await ask("Debugger.enable");
    } catch (error) {
      fail(error);
    }
    say(1 satisfies typeof inspectState.ready);
  };

  let disconnecting = false;
  // Answers of the main thread reach this one only while its event loop turns.
  const ticking = setInterval(() => {
    const found = Atomics.load(state, 0);
    if (found === (2 satisfies typeof inspectState.over) && !disconnecting) {
      disconnecting = true;
      disconnect().catch(fail);
    }
    if (found !== (4 satisfies typeof inspectState.released)) return;
    clearInterval(ticking);
    order.port.close();
  }, 1);
  session.on("Debugger.paused", ({ params }) => {
    paused(params.callFrames).catch(fail);
  });
  begin().catch(fail);
}
