import { exitCodes } from "./exitCodes.js";

/** What is done when whoever reads our output goes away, as `head -1` does. */
const reader: { left: () => void } = {
  left: () => {
    process.exit(exitCodes.ok);
  },
};

/** Instead of ending quietly at once. */
export function whenReaderLeaves(action: () => void): void {
  reader.left = action;
}

/** Called once, first of all. A disk that is full under `> file` is said; nobody is left to hear that stderr is gone. */
export function watchOutput(): void {
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || error.code === "EIO") {
      reader.left();
      return;
    }
    process.stderr.write(`E_WRITE: stdout: ${error.message}\n`);
    process.exit(exitCodes.failed);
  });
}

/** What goes on when a stream has room again. */
const waiting = new Map<NodeJS.WriteStream, Set<() => void>>();
let hurried = false;

/** From now on nothing waits for the reader: something else has to get through. */
export function hurry(): void {
  hurried = true;
  for (const going of waiting.values()) for (const go of going) go();
}

/** Writes, and tells when the reader can't follow: `wait` is then called, and `go` when there is room again. */
export function writeSlowly(stream: NodeJS.WriteStream, bytes: Uint8Array, wait: () => void, go: () => void): void {
  if (stream.destroyed || stream.write(bytes) || hurried) return;
  wait();
  const others = waiting.get(stream);
  if (others) {
    others.add(go);
    return;
  }
  const going = new Set([go]);
  waiting.set(stream, going);
  stream.once("drain", () => {
    waiting.delete(stream);
    for (const one of going) one();
  });
}
