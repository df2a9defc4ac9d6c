import fc from "fast-check";
import { CollectionWalk } from "../../core/selfhosted/collectionWalk.js";
import { actions, callbackOf, notCallable, thisArguments } from "./callbacks.js";
import { type Check, isV8, sameFor } from "./check.js";
import { iterableOf, iterablePlans } from "./iterables.js";
import type { Observer } from "./observe.js";

/** What a callback does to the collection that is being walked over. */
const edits = fc.array(fc.record({ kind: fc.constantFrom("add", "delete", "clear", "again"), key: fc.nat(9) }), { maxLength: 3 });
interface Edit {
  readonly kind: string;
  readonly key: number;
}
type Collection = Map<unknown, unknown> | Set<unknown>;

function edit(collection: Collection, { kind, key }: Edit): void {
  if (kind === "clear") collection.clear();
  if (kind === "delete" || kind === "again") collection.delete(key);
  if (kind !== "add" && kind !== "again") return;
  if (collection instanceof Map) collection.set(key, key * 10);
  else collection.add(key);
}

const receivers = fc.constantFrom("collection", "collection", "collection", "proxy", "other", "undefined", "number");

function receiverOf(observer: Observer, plan: string, collection: object, other: object): unknown {
  if (plan === "collection") return observer.name("receiver", collection);
  if (plan === "proxy") return observer.trace("receiver", collection);
  if (plan === "other") return observer.name("receiver", other);
  return plan === "number" ? 5 : undefined;
}

const forEachChecks = ["Map.prototype.forEach", "Set.prototype.forEach"].flatMap((name) => {
  const isMap = name.startsWith("Map");
  const make = (keys: readonly number[]): Collection => (isMap ? new Map(keys.map((key) => [key, -key])) : new Set(keys));
  return [
    ...sameFor(
      [name],
      fc.record({
        receiver: receivers,
        keys: fc.array(fc.nat(9)),
        edits: fc.array(edits),
        actions,
        thisArgument: fc.option(thisArguments, { nil: "none" }),
      }),
      (builtin, plan, observer, undo) => {
        const collection = make(plan.keys);
        const receiver = receiverOf(observer, plan.receiver, collection, isMap ? new Set([1]) : new Map([[1, 1]]));
        const callback = callbackOf(observer, plan.actions, receiver, undo);
        let calls = 0;
        const edits = function (this: unknown, ...args: unknown[]): unknown {
          // Clearing and adding again could go on for ever.
          if (calls < plan.edits.length) for (const one of plan.edits[calls++]!) edit(collection, one);
          return Reflect.apply(callback, this, args);
        };
        return Reflect.apply(builtin, receiver, plan.thisArgument === "none" ? [edits] : [edits, plan.thisArgument]);
      },
    ),
    ...sameFor([name], fc.record({ receiver: receivers, callback: notCallable }), (builtin, plan, observer) =>
      Reflect.apply(builtin, receiverOf(observer, plan.receiver, make([1]), []), [plan.callback]),
    ).map((check) => ({ ...check, name: `${name} without a function` })),
  ];
});

const groupChecks = sameFor(
  ["Map.groupBy", "Object.groupBy"],
  fc.record({
    items: iterablePlans,
    actions,
    callback: fc.option(notCallable, { nil: "callback" }),
    receiver: fc.constantFrom(undefined, Map, 5),
  }),
  (builtin, plan, observer, undo) => {
    const items = iterableOf(observer, plan.items);
    return Reflect.apply(builtin, plan.receiver, [
      items,
      plan.callback === "callback" ? callbackOf(observer, plan.actions, items, undo) : plan.callback,
    ]);
  },
  ({ items }) =>
    isV8 && items.shape !== "badMethod" && items.shape !== "arrayLike" && items.shape !== "tracedLike" && items.shape !== "primitive",
);

/** A walk that is taken apart and put together again at every step goes on as the one that was left alone. */
const positionCheck: Check = {
  name: "the place of a walk over a collection can be told and found again",
  run: () =>
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.nat(9)), fc.array(edits), (isMap, keys, changes) => {
        const walk = (apart: boolean): unknown[] => {
          const collection = isMap ? new Map(keys.map((key) => [key, -key])) : new Set(keys);
          const seen: unknown[] = [];
          let one = new CollectionWalk(isMap ? "mapEntries" : "setValues", collection);
          for (let n = 0; one.step(); n++) {
            seen.push(String(one.value));
            if (n < changes.length) for (const change of changes[n]!) edit(collection, change);
            if (!apart) continue;
            const { position } = one;
            one = new CollectionWalk(one.kind, one.collection);
            one.position = position;
          }
          return seen;
        };
        const [left, put] = [walk(false), walk(true)];
        if (left.join() !== put.join()) throw new Error(`${left.join()} is not ${put.join()}`);
      }),
    ),
};

/** Maps, Sets, and what groups into them. */
export const collectionChecks: readonly Check[] = [...forEachChecks, ...groupChecks, positionCheck];
