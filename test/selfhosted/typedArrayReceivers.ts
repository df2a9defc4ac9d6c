import fc from "fast-check";
import type { Observer } from "./observe.js";

type TypedArrayConstructor = new (...args: unknown[]) => object;

const kinds = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
] as unknown as TypedArrayConstructor[];

/** How a receiver of a typed array's method is made. */
export interface TypedArrayPlan {
  readonly kind: number;
  readonly elements: readonly number[];
  readonly shape: "plain" | "resizable" | "tracking" | "detached" | "traced" | "array" | "nothing";
  readonly species:
    | "none"
    | "undefined"
    | "number"
    | "nullSpecies"
    | "array"
    | "same"
    | "other"
    | "big"
    | "short"
    | "long"
    | "detached"
    | "arrow"
    | "throws";
}

export const typedArrayPlans: fc.Arbitrary<TypedArrayPlan> = fc.record({
  kind: fc.nat(kinds.length - 1),
  elements: fc.array(fc.oneof(fc.integer({ min: -3, max: 300 }), fc.constantFrom(0.5, -0, NaN, Infinity)), { maxLength: 9 }),
  shape: fc.constantFrom("plain", "plain", "plain", "resizable", "tracking", "detached", "traced", "array", "nothing"),
  species: fc.constantFrom(
    "none",
    "none",
    "none",
    "undefined",
    "number",
    "nullSpecies",
    "array",
    "same",
    "other",
    "big",
    "short",
    "long",
    "detached",
    "arrow",
    "throws",
  ),
});

/** Detaches the buffer of a typed array. */
export function detach(array: unknown): void {
  const { buffer } = array as { readonly buffer: ArrayBuffer & { transfer?(): void } };
  // A host's structuredClone can be JavaScript, which a program's changes of prototypes reach.
  if (buffer.transfer !== undefined) buffer.transfer();
  else structuredClone(buffer, { transfer: [buffer] });
}

/** Shrinks the buffer of a typed array to half, if it is one that can shrink. */
export function shrink(array: unknown): void {
  const buffer = (array as { readonly buffer?: { resizable?: boolean; byteLength: number; resize(length: number): void } }).buffer;
  if (buffer?.resizable === true) buffer.resize(Math.floor(buffer.byteLength / 16) * 8);
}

/** Makes the receiver of a plan. */
export function typedArrayOf(observer: Observer, plan: TypedArrayPlan): unknown {
  const Kind = kinds[plan.kind]!;
  const elements = plan.elements.map((one) =>
    Kind === (BigInt64Array as unknown) ? BigInt(Math.trunc(Number.isFinite(one) ? one : 0)) : one,
  );
  let array: object = new Kind(elements);
  if (plan.shape === "nothing") return undefined;
  if (plan.shape === "array") return observer.name("receiver", elements);
  if (plan.shape === "resizable" || plan.shape === "tracking") {
    const bytes = (array as Uint8Array).byteLength;
    const Buffer = ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer;
    const buffer = new Buffer(bytes, { maxByteLength: bytes + 64 });
    const view = plan.shape === "tracking" ? new Kind(buffer) : new Kind(buffer, 0, elements.length);
    elements.forEach((one, k) => ((view as (number | bigint)[])[k] = one));
    array = view;
  }
  setSpecies(observer, array, plan, Kind);
  if (plan.shape === "detached") detach(array);
  return plan.shape === "traced" ? observer.trace("receiver", array) : observer.name("receiver", array);
}

function setSpecies(observer: Observer, array: object, { species }: TypedArrayPlan, Kind: TypedArrayConstructor): void {
  const set = (constructor: unknown): void => {
    Object.defineProperty(array, "constructor", { value: constructor, configurable: true });
  };
  const makes = (make: (length: number) => unknown): void =>
    set(
      observer.trace("constructor", {
        [Symbol.species]: observer.trace("species", function (length: number) {
          return make(length);
        }),
      }),
    );
  switch (species) {
    case "none":
      return;
    case "undefined": {
      set(undefined);
      return;
    }
    case "number": {
      set(5);
      return;
    }
    case "nullSpecies": {
      set(observer.trace("constructor", { [Symbol.species]: null }));
      return;
    }
    case "array": {
      makes((length) => new Array(length));
      return;
    }
    case "same": {
      makes((length) => observer.name("made", new Kind(length)));
      return;
    }
    case "other": {
      makes((length) => new (Kind === (BigInt64Array as unknown) ? BigUint64Array : Float32Array)(length));
      return;
    }
    case "big": {
      makes((length) => new (Kind === (BigInt64Array as unknown) ? Uint8Array : BigInt64Array)(length));
      return;
    }
    case "short": {
      makes(() => new Kind(1));
      return;
    }
    case "long": {
      makes((length) => new Kind(length + 2));
      return;
    }
    case "detached": {
      makes((length) => {
        const made = new Kind(length + 1);
        detach(made);
        return made;
      });
      return;
    }
    case "arrow": {
      set(observer.trace("constructor", { [Symbol.species]: () => [] }));
      return;
    }
    case "throws": {
      makes(() => {
        throw new RangeError("of the species");
      });
      return;
    }
  }
}
