import type { CodeUse as CapturedCodeUse } from "../snapshot/schema.js";
import type { Analysis, BindingInfo, FunctionInfo, PointInfo, ScopeInfo } from "../instrument/analysis.js";

/** What a snapshot needs of one module's code (section 8 of the contract). */
export type CodeUse = Omit<CapturedCodeUse, "uninitialized"> & Partial<CapturedCodeUse>;

/** What is made in one place of the resume code: in a scope, or inside the body of a class. */
export interface Place {
  /** The scope, or the class whose body it is. */
  readonly scope: ScopeInfo;
  readonly inside: FunctionInfo | null;
  /** Captured bindings of the scope that something sees, `this` left out, in the order of declaration. */
  readonly bindings: BindingInfo[];
  readonly functions: FunctionInfo[];
  readonly points: PointInfo[];
  readonly places: Place[];
  /** Classes of `functions` whose inside is needed. */
  readonly insides: Map<FunctionInfo, Place>;
}

/** Decides what the resume code of a module contains and where it stands: the places form a tree whose root is the module scope. */
export function planResume(analysis: Analysis, use: CodeUse): Place {
  const module = analysis.scopes[0]!;
  const functions = new Set([...use.functions, ...use.classes].filter((n) => n !== 0).map((n) => functionAt(analysis, n)));
  const points = use.points.map((text) => pointAt(analysis, text));
  const seen = new Set<BindingInfo>();
  /** Classes that have an inside: something can only be made in their body. */
  const opened = new Set<FunctionInfo>();

  const open = (fn: FunctionInfo): void => {
    for (const one of neededClasses(fn)) {
      opened.add(one);
      functions.add(one);
    }
  };
  for (const point of points) open(point.function);
  for (const fn of functions) open(fn);
  for (const fn of functions) fn.captures.forEach((binding) => seen.add(binding));
  for (const point of points) [...point.function.captures, ...point.own].forEach((binding) => seen.add(binding));

  const emitted = new Set([...seen].map((binding) => binding.scope).filter((scope) => !scope.singleton && scope.kind !== "class"));
  const root = newPlace(module, null, []);
  for (const fn of [...functions].sort((one, other) => one.index - other.index)) {
    for (const place of placesFor(creatingScope(fn), neededClasses(fn))) place.functions.push(fn);
  }
  for (const point of points) for (const place of placesFor(point.scope, neededClasses(point.function))) place.points.push(point);
  return root;

  /**
   * The places of what is created in a scope: in the nearest scope that is emitted, and in the inside of a class that has to be around it. What does not
   * need the class stands inside and outside: of a class that can exist several times the runtime knows only by what closures share which one is meant.
   */
  function placesFor(from: ScopeInfo | null, classes: ReadonlySet<FunctionInfo>): Place[] {
    for (let scope = from; scope; scope = scope.parent) {
      const { owner, parent } = scope;
      if (scope.kind === "class" && owner && opened.has(owner)) {
        const inside = insidesOf(scope, owner);
        return classes.has(owner) || scope.singleton ? inside : [...inside, ...placesFor(parent, classes)];
      }
      if (emitted.has(scope)) return placesFor(parent, classes).map((place) => placeIn(place, scope));
    }
    return [root];
  }
  function placeIn(outer: Place, scope: ScopeInfo): Place {
    let place = outer.places.find((one) => one.scope === scope);
    if (!place) {
      const bindings = [...scope.bindings.values()].filter((binding) => seen.has(binding) && binding.name !== "this");
      place = newPlace(scope, null, bindings);
      outer.places.push(place);
      outer.places.sort((one, other) => one.scope.index - other.scope.index);
    }
    return place;
  }
  function insidesOf(scope: ScopeInfo, owner: FunctionInfo): Place[] {
    return placesFor(creatingScope(owner), neededClasses(owner)).map((outer) => {
      const inside = outer.insides.get(owner) ?? newPlace(scope, owner, []);
      outer.insides.set(owner, inside);
      return inside;
    });
  }
}

/** Classes around a function that its code can't do without: it uses their private names, `super` or their own name. */
function neededClasses(fn: FunctionInfo): Set<FunctionInfo> {
  const classes = new Set<FunctionInfo>();
  for (const binding of fn.captures) if (binding.scope.kind === "class" && binding.scope.owner) classes.add(binding.scope.owner);
  for (let scope: ScopeInfo | null = fn.scope; scope; scope = scope.parent) {
    const owner = scope.kind === "class" ? scope.owner : null;
    if (!owner || owner === fn) continue;
    // Of a class that can exist several times a capture tells that it is needed.
    if (!scope.singleton) continue;
    const self = owner.class?.self;
    if (fn.needsHome || self?.references.some((reference) => isWithin(reference.function, fn))) classes.add(owner);
  }
  return classes;
}

/** The scope around a function or class; a class's own scope is inside of it. */
function creatingScope(fn: FunctionInfo): ScopeInfo {
  return fn.kind === "class" && fn.scope.owner === fn ? fn.scope.parent! : fn.scope;
}

function isWithin(inner: FunctionInfo, outer: FunctionInfo): boolean {
  for (let fn: FunctionInfo | null = inner; fn; fn = fn.parent) if (fn === outer) return true;
  return false;
}

function newPlace(scope: ScopeInfo, inside: FunctionInfo | null, bindings: BindingInfo[]): Place {
  return { scope, inside, bindings, functions: [], points: [], places: [], insides: new Map() };
}

function functionAt(analysis: Analysis, n: number): FunctionInfo {
  const fn = analysis.functions[n];
  if (!fn) throw new Error(`${analysis.module} has no function ${n}`);
  return fn;
}

/** @throws if `text` ("N:point") is no point of the module */
export function pointAt(analysis: Analysis, text: string): PointInfo {
  const [n, p] = text.split(":").map(Number);
  // A module that is linked but not evaluated waits before its first statement, whether or not it can be suspended later.
  if (n === 0 && p === 0) return linkingPoint(analysis);
  const point = functionAt(analysis, n ?? -1).points[p ?? -1];
  if (!point) throw new Error(`${analysis.module} has no point ${text}`);
  return point;
}

function linkingPoint(analysis: Analysis): PointInfo {
  return {
    function: analysis.functions[0]!,
    index: 0,
    statement: null,
    call: null,
    form: "start",
    scope: analysis.scopes[0]!,
    values: [],
    own: [],
  };
}
