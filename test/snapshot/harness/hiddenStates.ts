import { record } from "../../../core/runtime/records.js";

/** As core/runtime/patches.ts records them. */
export class BoundState {
  target: object;
  self: unknown;
  args: unknown[];
  constructor(target: object, self: unknown, args: unknown[]) {
    this.target = target;
    this.self = self;
    this.args = args;
  }
}
record("Bound", BoundState, ["target", "self", "args"]);

export class ProxyState {
  target: object | undefined;
  handler: object | undefined;
  constructor(target: object, handler: object) {
    this.target = target;
    this.handler = handler;
  }
}
record("Proxy", ProxyState, ["target", "handler"]);
