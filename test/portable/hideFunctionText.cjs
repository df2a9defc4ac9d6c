"use strict";
/** Loaded before everything else: from then on this Node is an engine that keeps no source of functions, as Hermes and XS are. */
const { getOwnPropertyDescriptor } = Object;
const hidden = {
  toString() {
    const name = typeof this === "function" ? getOwnPropertyDescriptor(this, "name")?.value : undefined;
    return `function ${typeof name === "string" ? name : ""}() { [native code] }`;
  },
}.toString;
Object.defineProperty(Function.prototype, "toString", { value: hidden, writable: true, enumerable: false, configurable: true });
