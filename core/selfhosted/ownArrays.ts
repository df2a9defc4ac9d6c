import { ArrayPrototype, type Indexed, NativeArray, ObjectPrototype, getPrototypeOf } from "./intrinsics.js";
import { createDataProperty } from "./operations.js";

/**
 * Arrays that a builtin fills before anybody else sees them. Elements have to come in as CreateDataProperty puts them (ECMA-262 7.3.5): a setter, or a
 * proxy, that a program has put on the chain of Array.prototype is not asked. Defining each property costs ten times an assignment, so elements are
 * reserved: an assignment to an own element asks nobody.
 */

/** Longer arrays than this are sparse in engines; their elements are defined one by one. */
const longestReserved = 2 ** 25;
const firstRoom = 16;

/** Gives an array own elements from `from` to below `to`. */
function reserve(array: Indexed, from: number, to: number): void {
  const ordinary = getPrototypeOf(ArrayPrototype) === ObjectPrototype;
  for (let k = from; k < to; k++) {
    if (ordinary && !(k in array)) array[k] = 0;
    else createDataProperty(array, k, 0);
  }
}

/** ArrayCreate(length): elements up to `length` can be assigned if it `isReserved`. @throws RangeError where the engine does. */
export function arrayOfLength(length: number): Indexed {
  const array = new NativeArray(length) as unknown as Indexed;
  if (length <= longestReserved) reserve(array, 0, length);
  return array;
}

/** Whether `arrayOfLength(length)` has its elements. */
export function isReserved(length: number): boolean {
  return length <= longestReserved;
}

/**
 * Makes room for more elements behind the first `used`, which are all that it has.
 * @param most how many it may get.
 * @returns how many elements it has now.
 */
export function makeRoom(array: Indexed, used: number, most: number): number {
  const more = used < firstRoom ? firstRoom : used * 2;
  const room = more < most ? more : most;
  // Engines look for elements inside an array's length faster than beyond it.
  array["length"] = room;
  reserve(array, used, room);
  return room;
}

/** Takes away the room that was not needed. */
export function trim(array: Indexed, used: number): void {
  array["length"] = used;
}
