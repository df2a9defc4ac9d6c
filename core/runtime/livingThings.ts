import { host } from "./host.js";
import { deref, NativeWeakRef } from "./natives.js";

/** Something of the host that a move would leave behind. */
export interface LivingThing {
  readonly name: string;
  /** Whether it ends by itself when it has done what it was asked to, so that a capture waits for it. */
  readonly ends: boolean;
}

/** What objects of `node:` modules tell about themselves: which of it there is says what they are. */
interface Thing {
  readonly constructor: { readonly name: string };
  readonly threadId?: number;
  readonly spawnfile?: string;
  readonly pid?: number;
  readonly exitCode?: number | null;
  readonly signalCode?: string | null;
  readonly stdio?: readonly ({ readonly destroyed?: boolean } | null)[];
  readonly listening?: boolean;
  readonly destroyed?: boolean;
  readonly writableLength?: number;
  readonly writableEnded?: boolean;
  readonly writableFinished?: boolean;
  readonly fd?: number | null;
  readonly path?: unknown;
  readonly remoteAddress?: string;
  readonly remotePort?: number;
  address?(): { readonly address?: string; readonly port?: number } | string | null;
  listenerCount?(event: string): number;
}

const target = deref as (reference: WeakRef<object>) => object | undefined;
/** Weak: nothing lives longer for being known. */
let known: WeakRef<object>[] = [];
let sweepAt = 64;
const isKnown = new WeakSet();
const ended = new WeakSet();

/** Notes that the program has something of the host that may live on its own. */
export function noteThing(thing: object): void {
  if (isKnown.has(thing)) return;
  isKnown.add(thing);
  if (known.length === sweepAt) {
    known = known.filter((reference) => target(reference) !== undefined);
    sweepAt = Math.max(64, known.length * 2);
  }
  known.push(new NativeWeakRef(thing));
}

/** Notes that something that doesn't tell it itself has ended. */
export function noteEnd(thing: object): void {
  ended.add(thing);
}

/** What lives in the host for the program, each by its name. */
export function livingThings(): LivingThing[] {
  const found: LivingThing[] = [];
  const seen = new Set<object>();
  const add = (thing: object | undefined, alive: boolean): void => {
    if (thing === undefined || seen.has(thing)) return;
    seen.add(thing);
    const living = describe(thing as Thing, alive);
    if (living !== undefined) found.push(living);
  };
  for (const reference of known) add(target(reference), false);
  for (const thing of host.living()) add(thing, true);
  return found;
}

/** @param alive the host itself says so */
function describe(thing: Thing, alive: boolean): LivingThing | undefined {
  if (ended.has(thing)) return undefined;
  const { name } = thing.constructor;
  if (typeof thing.threadId === "number") return thing.threadId < 0 ? undefined : { name: `Worker ${thing.threadId}`, ends: false };
  if (thing.signalCode !== undefined) {
    const runs = thing.exitCode === null && thing.signalCode === null;
    const isHeard = thing.stdio?.some((stream) => stream !== null && stream.destroyed === false) === true;
    return runs || isHeard ? { name: `child process ${thing.spawnfile ?? "?"} (${thing.pid ?? "?"})`, ends: true } : undefined;
  }
  if (thing.listening !== undefined || name === "Server") {
    return thing.listening === true || alive ? { name: placed(name, thing), ends: false } : undefined;
  }
  if (thing.destroyed !== undefined) return thing.destroyed ? undefined : describeStream(name, thing, alive);
  // What has no more to say about itself: requests, watchers of files.
  if (typeof thing.address !== "function") return { name: requests[name] ?? name, ends: name.includes("Req") || name.endsWith("Wrap") };
  return alive || isBound(thing) ? { name: placed(name, thing), ends: false } : undefined;
}

/** What Node calls its requests. */
const requests: Readonly<Record<string, string>> = {
  FSReqCallback: "an operation on a file",
  FSReqPromise: "an operation on a file",
  GetAddrInfoReqWrap: "a look-up of a name",
};

function describeStream(name: string, thing: Thing, alive: boolean): LivingThing | undefined {
  // The standard streams are the runtime's; the host's own input is only held while somebody reads it.
  if (thing.fd === 1 || thing.fd === 2) return undefined;
  if (thing.fd === 0) {
    const readers = (thing.listenerCount?.("data") ?? 0) + (thing.listenerCount?.("readable") ?? 0);
    return readers > 0 ? { name: "process.stdin, which is being read", ends: false } : undefined;
  }
  if (typeof thing.path === "string") return { name: `${name} ${thing.path}`, ends: true };
  // One that has nothing to do (a Hash) waits for the program, not for the host.
  if (thing.remoteAddress === undefined) return alive || isBusy(thing) ? { name, ends: true } : undefined;
  // A connection that the program has not made itself is that of a request (`fetch`).
  return { name: `${name} to ${thing.remoteAddress}:${thing.remotePort ?? "?"}`, ends: !isKnown.has(thing) };
}

function isBusy({ writableLength, writableEnded, writableFinished }: Thing): boolean {
  return (writableLength ?? 0) > 0 || (writableEnded === true && writableFinished === false);
}

function isBound(thing: Thing): boolean {
  try {
    return thing.address?.() !== undefined;
  } catch {
    return false;
  }
}

function placed(name: string, thing: Thing): string {
  if (!isBound(thing)) return name;
  const address = thing.address?.();
  const place = typeof address === "object" ? `${address?.address ?? ""}:${address?.port ?? ""}` : address;
  return place === undefined || place === ":" ? name : `${name} ${place}`;
}
