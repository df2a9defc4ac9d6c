import { type Indexed, NativeArray, functionText, isArray, speciesSymbol } from "./intrinsics.js";
import { isConstructor, isObject, typeError } from "./operations.js";

const arrayText = functionText(NativeArray);

/**
 * The constructor that ArraySpeciesCreate (ECMA-262 10.4.2.2) uses for a copy of `original`, or undefined when it makes an ordinary array. The Array of
 * another realm counts as ours; it is told by its text, which no function of a program can have.
 */
export function speciesOf(original: Indexed): (new (length: number) => object) | undefined {
  if (!isArray(original)) return undefined;
  let species: unknown = (original as unknown as Indexed)["constructor"];
  if (species !== NativeArray && typeof species === "function" && functionText(species) === arrayText) return undefined;
  if (isObject(species)) species = (species as Indexed)[speciesSymbol] ?? undefined;
  if (species === undefined || species === NativeArray) return undefined;
  if (!isConstructor(species)) throw typeError("object.constructor[Symbol.species] is not a constructor");
  return species;
}
