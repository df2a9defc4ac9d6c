import { clockNow } from "../clock.js";
import { CallbackJob, enqueueTick } from "../jobs.js";
import { invalidArgument, nodeError } from "../nodeErrors.js";
import { apply } from "../primordials.js";
import { hidden, implement, record, stateful } from "../records.js";
import { defineClass, inspectFields } from "./hostClass.js";

type Callback = ((event: unknown) => unknown) | { handleEvent?: unknown };

/** What an Event hides. */
class EventState {
  type: string;
  bubbles: boolean;
  cancelable: boolean;
  composed: boolean;
  timeStamp = clockNow();
  target: object | null = null;
  dispatching = false;
  canceled = false;
  propagationStopped = false;
  stopped = false;
  passive = false;
  detail: unknown = null;
  trusted = false;
  constructor(type: string, options: { bubbles?: unknown; cancelable?: unknown; composed?: unknown }) {
    this.type = type;
    this.bubbles = Boolean(options.bubbles);
    this.cancelable = Boolean(options.cancelable);
    this.composed = Boolean(options.composed);
  }
}
record("Event", EventState, [
  "type",
  "bubbles",
  "cancelable",
  "composed",
  "timeStamp",
  "target",
  "dispatching",
  "canceled",
  "propagationStopped",
  "stopped",
  "passive",
  "detail",
  "trusted",
]);

/** Error for a method that is called on something else. */
export function invalidThis(name: string): Error {
  return nodeError(TypeError, "ERR_INVALID_THIS", `Value of "this" must be of type ${name}`);
}

function eventOf(event: unknown): EventState {
  const state = typeof event === "object" && event !== null ? hidden.get(event) : undefined;
  if (!(state instanceof EventState)) throw invalidThis("Event");
  return state;
}

function checkOptions(options: unknown): asserts options is Record<string, unknown> | null | undefined {
  if (options !== undefined && options !== null && typeof options !== "object" && typeof options !== "function")
    throw invalidArgument("options", "of type object", options);
}

/** `Event` of the DOM standard, as Node has it. */
export class Event {
  constructor(...args: [type?: unknown, options?: unknown]) {
    if (args.length === 0) throw nodeError(TypeError, "ERR_MISSING_ARGS", 'The "type" argument must be specified');
    checkOptions(args[1]);
    hidden.set(this, new EventState(String(args[0]), args[1] ?? {}));
  }
  initEvent(type: unknown, bubbles: unknown = false, cancelable: unknown = false): void {
    const state = eventOf(this);
    if (state.dispatching) return;
    state.type = String(type);
    state.bubbles = Boolean(bubbles);
    state.cancelable = Boolean(cancelable);
  }
  stopImmediatePropagation(): void {
    const state = eventOf(this);
    state.propagationStopped = true;
    state.stopped = true;
  }
  preventDefault(): void {
    const state = eventOf(this);
    if (state.cancelable && !state.passive) state.canceled = true;
  }
  get target(): object | null {
    return eventOf(this).target;
  }
  get currentTarget(): object | null {
    const state = eventOf(this);
    return state.dispatching ? state.target : null;
  }
  get srcElement(): object | null {
    return eventOf(this).target;
  }
  get type(): string {
    return eventOf(this).type;
  }
  get cancelable(): boolean {
    return eventOf(this).cancelable;
  }
  get defaultPrevented(): boolean {
    const state = eventOf(this);
    return state.cancelable && state.canceled;
  }
  get timeStamp(): number {
    return eventOf(this).timeStamp;
  }
  composedPath(): object[] {
    const state = eventOf(this);
    return state.dispatching && state.target !== null ? [state.target] : [];
  }
  get returnValue(): boolean {
    const state = eventOf(this);
    return !state.cancelable || !state.canceled;
  }
  set returnValue(value: boolean) {
    if (!value) this.preventDefault();
  }
  get bubbles(): boolean {
    return eventOf(this).bubbles;
  }
  get composed(): boolean {
    return eventOf(this).composed;
  }
  get eventPhase(): number {
    return eventOf(this).dispatching ? 2 : 0;
  }
  get cancelBubble(): boolean {
    return eventOf(this).propagationStopped;
  }
  set cancelBubble(value: boolean) {
    if (value) eventOf(this).propagationStopped = true;
  }
  stopPropagation(): void {
    eventOf(this).propagationStopped = true;
  }
  get isTrusted(): boolean {
    return eventOf(this).trusted;
  }
  static readonly NONE = 0;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = 2;
  static readonly BUBBLING_PHASE = 3;
}

/** `CustomEvent` */
export class CustomEvent extends Event {
  constructor(...args: [type?: unknown, options?: unknown]) {
    super(...args);
    eventOf(this).detail = (args[1] as { detail?: unknown } | null | undefined)?.detail ?? null;
  }
  get detail(): unknown {
    return eventOf(this).detail;
  }
}

/** One listener of an EventTarget. */
class ListenerState {
  type: string;
  callback: Callback;
  once: boolean;
  capture: boolean;
  passive: boolean;
  removed = false;
  /** Stands for an `on…` property: `callback` is then what was set. */
  handler = false;
  constructor(type: string, callback: Callback, options: Record<string, unknown>) {
    this.type = type;
    this.callback = callback;
    this.once = Boolean(options["once"]);
    this.capture = Boolean(options["capture"]);
    this.passive = Boolean(options["passive"]);
  }
}
record("EventListener", ListenerState, ["type", "callback", "once", "capture", "passive", "removed", "handler"]);

/** What an EventTarget hides: its listeners in the order in which they were added. */
export class EventTargetState {
  listeners: ListenerState[] = [];
}
record("EventTarget", EventTargetState, ["listeners"]);

/** The hidden state. @throws ERR_INVALID_THIS for anything else. */
export function targetOf(target: unknown, name = "EventTarget"): EventTargetState {
  const state = typeof target === "object" && target !== null ? hidden.get(target) : undefined;
  if (!(state instanceof EventTargetState)) throw invalidThis(name);
  return state;
}

function listenerOptions(options: unknown): Record<string, unknown> {
  if (typeof options === "boolean") return { capture: options };
  return typeof options === "object" && options !== null ? (options as Record<string, unknown>) : {};
}

/** `EventTarget` of the DOM standard, as Node has it: a program can hold it across a move. */
export class EventTarget {
  constructor() {
    hidden.set(this, new EventTargetState());
  }
  addEventListener(...args: [type?: unknown, listener?: unknown, options?: unknown]): void {
    const state = targetOf(this);
    if (args.length < 2) throw nodeError(TypeError, "ERR_MISSING_ARGS", 'The "type" and "listener" arguments must be specified');
    const [type, callback, given] = args;
    const options = listenerOptions(given);
    const signal = options["signal"] as { aborted?: boolean; addEventListener?: (...args: unknown[]) => void } | undefined;
    if (callback === undefined || callback === null) return;
    if (typeof callback !== "function" && typeof callback !== "object")
      throw invalidArgument("listener", "an instance of EventListener", callback);
    if (signal !== undefined) {
      if (typeof signal !== "object" || signal === null || !("aborted" in signal))
        throw invalidArgument("options.signal", "an instance of AbortSignal", signal);
      if (signal.aborted) return;
      const remove = stateful("eventTarget.remove", new RemoveState(this, String(type), callback, Boolean(options["capture"])));
      signal.addEventListener?.("abort", remove, { once: true });
    }
    const name = String(type);
    if (find(state, name, callback, Boolean(options["capture"])) < 0)
      state.listeners.push(new ListenerState(name, callback as Callback, options));
  }
  removeEventListener(type: unknown, callback?: unknown, given?: unknown): void {
    const state = targetOf(this);
    if (arguments.length < 2) throw nodeError(TypeError, "ERR_MISSING_ARGS", 'The "type" and "listener" arguments must be specified');
    const at = find(state, String(type), callback, Boolean(listenerOptions(given)["capture"]));
    if (at >= 0) drop(state, state.listeners[at] as ListenerState);
  }
  dispatchEvent(event: unknown): boolean {
    targetOf(this);
    const eventState = typeof event === "object" && event !== null ? hidden.get(event) : undefined;
    if (eventState === undefined && fromHost(this)) return true;
    if (!(eventState instanceof EventState)) throw invalidArgument("event", "an instance of Event", event);
    if (eventState.dispatching) {
      throw nodeError(Error, "ERR_EVENT_RECURSION", `The event "${eventState.type}" is already being dispatched`);
    }
    dispatch(this, event as Event);
    return !(eventState.cancelable && eventState.canceled);
  }
}

/** Whether the host itself is telling a target of ours what the program has already been told. Set by abortSignals.ts. */
export const echoes = { of: (_target: object): boolean => false };
function fromHost(target: object): boolean {
  return echoes.of(target);
}

function find(state: EventTargetState, type: string, callback: unknown, capture: boolean): number {
  return state.listeners.findIndex((one) => one.type === type && one.callback === callback && one.capture === capture && !one.handler);
}

function drop(state: EventTargetState, listener: ListenerState): void {
  listener.removed = true;
  const at = state.listeners.indexOf(listener);
  if (at >= 0) state.listeners.splice(at, 1);
}

class RemoveState {
  target: object;
  type: string;
  callback: object;
  capture: boolean;
  constructor(target: object, type: string, callback: object, capture: boolean) {
    this.target = target;
    this.type = type;
    this.callback = callback;
    this.capture = capture;
  }
}
record("EventListenerRemoval", RemoveState, ["target", "type", "callback", "capture"]);
implement("eventTarget.remove", (state: RemoveState) => () => {
  (state.target as EventTarget).removeEventListener(state.type, state.callback, { capture: state.capture });
});
implement("eventTarget.throw", (state: { error: unknown }) => () => {
  throw state.error;
});
class ThrownState {
  error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}
record("EventListenerError", ThrownState, ["error"]);

/** Marks an event as made by the platform. */
export function trust(event: Event): void {
  eventOf(event).trusted = true;
  // Node's getter on the prototype can't be changed, and knows only its own.
  if (!event.isTrusted) Object.defineProperty(event, "isTrusted", { value: true, enumerable: true });
}

/** Calls the listeners of an event. What one throws is an uncaught error, in a tick of its own. */
export function dispatch(target: object, event: Event): void {
  const state = targetOf(target);
  const eventState = eventOf(event);
  eventState.target = target;
  eventState.dispatching = true;
  eventState.stopped = false;
  const ofType = ({ type }: ListenerState): boolean => type === eventState.type;
  const waiting = state.listeners.filter(ofType);
  for (let listener = waiting.shift(); listener !== undefined; listener = waiting.shift()) {
    if (listener.removed) continue;
    // What a listener adds is called as well, unless that one was the last (Node follows a linked list).
    const before = waiting.length > 0 ? state.listeners.filter(ofType) : undefined;
    if (listener.once) drop(state, listener);
    eventState.passive = listener.passive;
    try {
      callListener(listener, target, event);
    } catch (error) {
      enqueueTick(new CallbackJob(stateful("eventTarget.throw", new ThrownState(error)), []));
    }
    if (eventState.stopped) break;
    if (before !== undefined) waiting.push(...state.listeners.filter((one) => ofType(one) && !before.includes(one)));
  }
  eventState.passive = false;
  eventState.dispatching = false;
}

function callListener({ callback }: ListenerState, target: object, event: Event): void {
  const result: unknown =
    typeof callback === "function"
      ? apply(callback, target, [event])
      : typeof callback.handleEvent === "function"
        ? apply(callback.handleEvent as (...args: unknown[]) => unknown, callback, [event])
        : undefined;
  // Of an async listener too: what it rejects with is an uncaught error.
  if (typeof result === "object" && result !== null && typeof (result as { then?: unknown }).then === "function") {
    (result as PromiseLike<unknown>).then(undefined, stateful("eventTarget.rejected", undefined));
  }
}
implement("eventTarget.rejected", () => (error: unknown) => {
  enqueueTick(new CallbackJob(stateful("eventTarget.throw", new ThrownState(error)), []));
});

/** Reads and sets an `on…` property of a target. */
export const handlerProperty = {
  get(target: object, type: string): unknown {
    return targetOf(target).listeners.find((one) => one.type === type && one.handler)?.callback ?? null;
  },
  set(target: object, type: string, callback: unknown): void {
    const state = targetOf(target);
    const existing = state.listeners.find((one) => one.type === type && one.handler);
    const usable = typeof callback === "function" || (typeof callback === "object" && callback !== null);
    if (!usable) {
      if (existing !== undefined) drop(state, existing);
    } else if (existing !== undefined) existing.callback = callback as Callback;
    else {
      const listener = new ListenerState(type, callback as Callback, {});
      listener.handler = true;
      state.listeners.push(listener);
    }
  },
};

interface HostEvents {
  readonly Event?: new (type: string, options: object) => object;
  readonly CustomEvent?: new (type: string, options: object) => object;
}
const { Event: HostEvent, CustomEvent: HostCustomEvent } = globalThis as HostEvents;

/** What a target of the host (a MessagePort) is given for an event of ours. */
function hostsEvent(event: unknown): unknown {
  const state = typeof event === "object" && event !== null ? hidden.get(event) : undefined;
  if (!(state instanceof EventState) || HostEvent === undefined) return event;
  const { type, bubbles, cancelable, composed, detail } = state;
  return detail === null || HostCustomEvent === undefined
    ? new HostEvent(type, { bubbles, cancelable, composed })
    : new HostCustomEvent(type, { bubbles, cancelable, composed, detail });
}

const enumerableOfEvent =
  "initEvent stopImmediatePropagation preventDefault target currentTarget srcElement type cancelable defaultPrevented timeStamp composedPath returnValue bubbles composed eventPhase cancelBubble stopPropagation isTrusted";

/** Puts the classes in place of the host's. Called once at start. */
export function installEventTargets(): void {
  inspectFields(EventTarget.prototype, (target) => (hidden.get(target) instanceof EventTargetState ? {} : undefined));
  defineClass("EventTarget", EventTarget, "addEventListener removeEventListener dispatchEvent", "EventTarget", "removeEventListener", {
    dispatchEvent: (args) => [hostsEvent(args[0])],
  });
  const fields = (event: object): object | undefined => {
    const state = hidden.get(event);
    if (!(state instanceof EventState)) return undefined;
    const { type, cancelable, timeStamp } = state;
    return { type, defaultPrevented: cancelable && state.canceled, cancelable, timeStamp };
  };
  inspectFields(Event.prototype, fields);
  // A host that has the one without the other (Node 18) stays as it is.
  const both = !("Event" in globalThis) || "CustomEvent" in globalThis;
  defineClass("Event", Event, enumerableOfEvent, "Event", "type");
  giveTrustField();
  if (both) defineClass("CustomEvent", CustomEvent, "detail", "CustomEvent", "detail");
}

/** Deno's getter of `isTrusted` can't be changed, and reads a field that only its own events have. */
function giveTrustField(): void {
  if (HostEvent === undefined) return;
  const field = Reflect.ownKeys(new HostEvent("", {})).find((key) => typeof key === "symbol" && key.description === "[[isTrusted]]");
  if (field !== undefined) Object.defineProperty(HostEvent.prototype, field, { value: false, writable: true, configurable: true });
}
