import type { Socket } from "node:net";
import { codedError } from "../errors.js";
import type { AgentDaemon } from "./agentDaemon.js";
import {
  type FollowEnd,
  type OperationName,
  type Operations,
  pieceSize,
  type ProgramKey,
  type ReplyHeader,
  type RequestHeader,
} from "./agentProtocol.js";
import { ContentReceiver } from "./contentReceiver.js";
import { boardError } from "./boardError.js";
import { encodeFrame, type Frame, FrameReader } from "./frames.js";
import type { OutputOffsets, OutputStream } from "./programProcess.js";

/** What a handler answers: the result and, for some operations, bytes. */
interface Answer<Name extends OperationName> {
  readonly result: Operations[Name]["result"];
  readonly bytes?: Uint8Array;
}

type Handlers = {
  readonly [Name in OperationName]: (
    params: Operations[Name]["params"],
    bytes: Buffer,
    request: number,
  ) => Answer<Name> | Promise<Answer<Name>>;
};

/** One connection to the agent: reads requests, answers them as they are done, in any order. Ends with its socket and leaves nothing behind. */
export class AgentSession {
  readonly #daemon: AgentDaemon;
  readonly #socket: Socket;
  readonly #cancels = new Map<number, () => void>();
  /** Programs that stand still for this connection, and those that wait for it. */
  readonly #frozen = new Map<string, ProgramKey>();
  readonly #warm = new Map<string, ProgramKey>();
  readonly #contents: ContentReceiver;
  #closed = false;

  constructor(daemon: AgentDaemon, socket: Socket) {
    this.#daemon = daemon;
    this.#contents = new ContentReceiver(daemon.blobs);
    this.#socket = socket;
    const reader = new FrameReader();
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) void this.#serve(frame);
      } catch {
        // Nobody we know speaks like this; there is no request to answer to.
        socket.destroy();
      }
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#closed = true;
      for (const cancel of this.#cancels.values()) cancel();
      this.#contents.close();
      void this.#letGo();
    });
  }

  /** Whoever was moving a program is gone: before `released` the source goes on, and a target that was not told to go never will be. */
  async #letGo(): Promise<void> {
    const frozen = [...this.#frozen.values()].map(async (key) => {
      if (["frozen", "running"].includes(this.#programs.state(key))) await this.#programs.thaw(key);
    });
    const warm = [...this.#warm.values()].map((key) => this.#programs.abort(key));
    this.#frozen.clear();
    this.#warm.clear();
    // A program may end just now; then there is nothing left to let go.
    await Promise.allSettled([...frozen, ...warm]);
  }

  async #serve({ header, bytes }: Frame): Promise<void> {
    const { request, type } = header as RequestHeader;
    const handler = Object.hasOwn(this.#handlers, type) ? this.#handlers[type] : undefined;
    try {
      if (!handler) throw codedError("E_PROTOCOL", `the agent has no operation "${type}"`);
      const answer = await (handler as (params: unknown, bytes: Buffer, request: number) => Promise<Answer<OperationName>>)(
        header,
        bytes,
        request,
      );
      await this.#send({ answer: request, result: answer.result }, answer.bytes);
    } catch (error) {
      await this.#send({ answer: request, error: boardError(error).toRecord() });
    }
  }

  /** Resolves when there is room for more. */
  #send(header: ReplyHeader, bytes?: Uint8Array): Promise<void> {
    if (this.#closed || this.#socket.write(encodeFrame(header, bytes))) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once("drain", resolve);
      this.#socket.once("close", resolve);
    });
  }

  readonly #handlers: Handlers = {
    hello: async () => ({ result: await this.#daemon.hello() }),
    missing: ({ hashes }) => ({ result: { missing: hashes.filter((hash) => !this.#daemon.blobs.has(hash)) } }),
    put: ({ hash, offset, last }, bytes) => {
      this.#contents.put(hash, offset, bytes, last);
      return { result: {} };
    },
    start: async (params) => ({ result: { record: await this.#programs.start(params, false, params.freezeAt) } }),
    list: () => ({ result: { records: this.#programs.list() } }),
    stop: async (params) => ({ result: { record: await this.#programs.stop(params, params.signal) } }),
    follow: async (params, _bytes, request) => ({ result: await this.#follow(params, params.from, params.wait, request) }),
    cancel: ({ follow }) => {
      this.#cancels.get(follow)?.();
      return { result: {} };
    },
    files: (params) => ({ result: { files: this.#programs.files(params) } }),
    fetch: ({ hash, offset }) => {
      const { bytes, size } = this.#daemon.blobs.read(hash, offset);
      return { result: { size }, bytes };
    },
    codeUse: async (params) => ({ result: { codeUse: await this.#programs.codeUse(params, params.within) } }),
    lacking: async (params) => ({ result: { lacking: await this.#programs.lacking(params, params.features) } }),
    freeze: async (params) => {
      this.#frozen.set(keyOf(params), params);
      return { result: await this.#programs.freeze(params, params) };
    },
    capture: async (params) => {
      const { body, codeUse, turn } = await this.#programs.capture(params, params.wait);
      return { result: { hash: this.#daemon.blobs.add(body), size: body.length, codeUse, turn } };
    },
    thaw: async (params) => {
      this.#frozen.delete(keyOf(params));
      await this.#programs.thaw(params);
      return { result: {} };
    },
    release: (params) => {
      this.#programs.release(params, params.to, params.toEpoch, params);
      return { result: {} };
    },
    reclaim: async (params) => {
      await this.#programs.reclaim(params);
      return { result: {} };
    },
    end: async (params) => ({ result: { record: await this.#programs.end(params) } }),
    warm: async (params) => {
      const record = await this.#programs.start(params, true);
      this.#warm.set(keyOf(params), params);
      if (this.#closed) await this.#letGo();
      return { result: { record } };
    },
    restore: async (params) => {
      await this.#programs.restore(params, params.files, params.base, params.turn, params.snapshotBytes);
      return { result: {} };
    },
    go: async (params) => ({ result: { record: await this.#programs.go(params, params.released, params.freezeAt) } }),
    abort: async (params) => ({ result: { state: await this.#programs.abort(params) } }),
    state: (params) => ({ result: { state: this.#programs.state(params) } }),
    shutdown: async ({ force }) => {
      if (this.#programs.busy && !force) throw codedError("E_PROGRAM_STATE", "programs are running on this board");
      await this.#daemon.shutdown();
      return { result: {} };
    },
  };

  get #programs() {
    return this.#daemon.programs;
  }

  async #follow(key: ProgramKey, from: OutputOffsets, wait: boolean, request: number): Promise<FollowEnd> {
    const spool = this.#programs.spool(key);
    const position: [number, number] = [from[0], from[1]];
    let wake: (() => void) | undefined;
    const following = { cancelled: false };
    const stop = spool.onChange(() => wake?.());
    this.#cancels.set(request, () => {
      following.cancelled = true;
      wake?.();
    });
    try {
      for (;;) {
        // The state is read before the output: what is written after a final state would be missed the other way round.
        const record = this.#programs.record(key);
        let sent = false;
        for (const stream of [0, 1] as const satisfies OutputStream[]) {
          const offset = Math.max(position[stream], spool.base[stream]);
          const bytes = spool.read(stream, offset, pieceSize);
          if (bytes.length === 0) continue;
          position[stream] = offset + bytes.length;
          sent = true;
          await this.#send({ event: request, data: { stream, offset } }, bytes);
        }
        if (following.cancelled || this.#closed) return { record };
        if (sent) continue;
        if (!wait || isOver(record.state)) return { record };
        const changed = new Promise<void>((resolve) => {
          wake = resolve;
        });
        // Something may have come while a piece was being sent.
        if (spool.end[0] === position[0] && spool.end[1] === position[1] && this.#programs.record(key).state === record.state)
          await changed;
        wake = undefined;
      }
    } finally {
      stop();
      this.#cancels.delete(request);
    }
  }
}

function keyOf({ id, epoch }: ProgramKey): string {
  return `${id}.${String(epoch)}`;
}

function isOver(state: string): boolean {
  return state === "ended" || state === "moved" || state === "aborted" || state === "lost";
}
