import type { Trailer, Value } from "../snapshot/schema.js";
import { Cell, type CaptureHeap } from "./captureHeap.js";
import { keysOfArguments } from "./captureObjects.js";
import { descriptorOf } from "./natives.js";

/**
 * Which elements of arguments objects are variables of a call (ECMA-262 10.4.4): in those a cell stands when everything else has been described. Variables
 * that nobody else can see have no cell; then an element is only a value.
 */
export function captureMapped(heap: CaptureHeap, argumentObjects: readonly object[]): Trailer[] {
  const lines: Trailer[] = [];
  for (let i = 0; i < argumentObjects.length; i++) {
    const keys = keysOfArguments(argumentObjects[i]!);
    const elements: Value[] = [];
    for (let k = 0; k < keys.length; k++) {
      const value: unknown = descriptorOf(argumentObjects[i]!, keys[k]!)!.value;
      if (!Cell.is(value)) continue;
      elements[elements.length] = +(keys[k] as string);
      elements[elements.length] = [heap.idOf(value)!];
    }
    if (elements.length > 0) lines[lines.length] = ["mapped", [heap.idOf(argumentObjects[i])!], elements];
  }
  return lines;
}
