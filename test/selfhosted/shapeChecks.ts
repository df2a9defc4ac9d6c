import { replacements } from "../../core/selfhosted/replacements.js";
import type { Check } from "./check.js";
import { Observer } from "./observe.js";

/** A self-hosted function is what a program takes for the builtin: its properties, and that it makes nothing. */
export const shapeChecks: readonly Check[] = replacements.map(({ name, native, own }) => ({
  name: `${name} looks like the native one`,
  run() {
    const shape = (f: object): string => {
      const observer = new Observer();
      const properties = Object.getOwnPropertyDescriptors(f);
      return `${String(Object.getPrototypeOf(f) === Function.prototype)} ${observer.describe(Object.fromEntries(Object.entries(properties)))} ${constructs(f)}`;
    };
    if (shape(native) !== shape(own)) throw new Error(`native: ${shape(native)}\nown: ${shape(own)}`);
  },
}));

function constructs(f: object): string {
  try {
    new (f as new () => unknown)();
    return "constructs";
  } catch (error) {
    return (error as Error).constructor.name;
  }
}
