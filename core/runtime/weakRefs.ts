import { likeNative } from "./builtinFunctions.js";
import { NativeWeakRef, NativeWeakSet, deref, weakSetAdd, weakSetHas } from "./natives.js";
import { defineBuiltin } from "./primordials.js";

/** References whose targets were collected before a move: no engine makes such a one anew. */
const dead = new NativeWeakSet<object>();
let anyDead = false;

/** A WeakRef to nothing. */
export function makeDeadRef(): WeakRef<object> {
  const made = new NativeWeakRef({});
  anyDead = true;
  weakSetAdd(dead, made);
  return made;
}

/** What a WeakRef still refers to, or undefined. @throws TypeError for anything else */
export function targetOf(ref: unknown): unknown {
  return anyDead && weakSetHas(dead, ref as object) ? undefined : deref(ref);
}

/** Lets `deref` know the references of makeDeadRef. Called once at start. */
export function installWeakRefs(): void {
  const patched = {
    deref(this: unknown): unknown {
      return targetOf(this);
    },
  };
  defineBuiltin(NativeWeakRef.prototype, "deref", likeNative(patched.deref, { length: 0, name: "deref" }));
}
