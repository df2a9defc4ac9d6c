import type {
  ChildView,
  ClosureView,
  FrameView,
  ScopeView,
  SuspendedView,
  ValueView,
  VariableView,
} from "../../core/snapshot/inspect/inspection.js";
import type { SnapshotInspector } from "../../core/snapshot/inspect/snapshotInspector.js";

/** The rows of Captured Closures. `id` names a row for as long as its snapshot is shown. */
export type ClosuresNode = { readonly id: string } &
  /** `of`: what there are `count` of below it, in pieces or not. */
  (
    | {
        readonly type: "group";
        readonly label: string;
        readonly of: "calls" | "functions";
        readonly count: number;
        readonly nodes: readonly ClosuresNode[];
      }
    /** One function in the source, of which several closures exist. */
    | { readonly type: "function"; readonly closures: readonly ClosureView[] }
    | { readonly type: "closure"; readonly closure: ClosureView; readonly among: boolean }
    /** A call that was under way. */
    | { readonly type: "frame"; readonly frame: FrameView }
    | { readonly type: "suspended"; readonly suspended: SuspendedView }
    /** `others`: names of what else sees it, besides what the row is below of. */
    | { readonly type: "scope"; readonly scope: ScopeView; readonly others: Others }
    | { readonly type: "variable"; readonly variable: VariableView }
    | { readonly type: "child"; readonly child: ChildView }
    /** The rest of a long list. */
    | { readonly type: "more"; readonly left: number; rest(): ClosuresNode[] }
  );

/** What else sees a scope: the first few names, and how many there are. */
export interface Others {
  readonly names: readonly string[];
  readonly count: number;
}

/** So many rows of a list are shown at a time: a program can hold millions of closures. */
const piece = 100;
const namesShown = 3;

/** First the stack, then what waits, then functions as they stand in the source; packages have a row of their own at the end. */
export function rootNodes(inspector: SnapshotInspector): ClosuresNode[] {
  const nodes: { readonly file: string; readonly node: ClosuresNode }[] = [];
  for (const suspended of inspector.suspended())
    nodes.push({ file: suspended.place.file, node: { type: "suspended", id: `suspended ${String(suspended.ref)}`, suspended } });
  const byCode = new Map<string, ClosureView[]>();
  for (const closure of inspector.closures()) byCode.set(closure.code, [...(byCode.get(closure.code) ?? []), closure]);
  for (const [code, closures] of byCode) {
    const [first] = closures;
    if (!first) continue;
    const node: ClosuresNode = closures.length > 1 ? { type: "function", id: `function ${code}`, closures } : closureNode(first, false);
    nodes.push({ file: first.place.file, node });
  }
  const isPackage = ({ file }: { file: string }): boolean => file.includes("node_modules/");
  const own = nodes.filter((entry) => !isPackage(entry)).map(({ node }) => node);
  const packages = nodes.filter(isPackage).map(({ node }) => node);
  const stack = inspector.stack();
  const frames = inPieces("stack", stack.length, 0, (at) => ({ type: "frame", id: `frame ${String(at)}`, frame: stack[at]! }));
  const group = (label: string, of: "calls" | "functions", count: number, list: readonly ClosuresNode[]): ClosuresNode[] =>
    count === 0 ? [] : [{ type: "group", id: label, label, of, count, nodes: list }];
  return [...group("Stack", "calls", stack.length, frames), ...own, ...group("node_modules", "functions", packages.length, packages)];
}

export function childNodes(inspector: SnapshotInspector, node: ClosuresNode): ClosuresNode[] {
  switch (node.type) {
    case "group":
      return [...node.nodes];
    case "function":
      return inPieces(node.id, node.closures.length, 0, (at) => closureNode(node.closures[at]!, true));
    case "closure":
      return scopeNodes(inspector, node.id, node.closure);
    case "frame":
      return [...variableNodes(node.id, node.frame.locals), ...scopeNodes(inspector, node.id, node.frame)];
    case "suspended":
      return [...variableNodes(node.id, node.suspended.locals), ...scopeNodes(inspector, node.id, node.suspended)];
    case "scope":
      return variableNodes(node.id, node.scope.variables);
    case "variable":
      return insideOf(inspector, node.id, node.variable.value);
    case "child":
      return insideOf(inspector, node.id, node.child.value);
    case "more":
      return node.rest();
  }
}

/** Whether a row has anything below it. */
export function hasChildren(inspector: SnapshotInspector, node: ClosuresNode): boolean {
  switch (node.type) {
    case "group":
    case "function":
    case "scope":
    case "more":
      return true;
    case "closure":
      return seesVariables(inspector, node.closure);
    case "frame":
      return node.frame.locals.length > 0 || seesVariables(inspector, node.frame);
    case "suspended":
      return node.suspended.locals.length > 0 || seesVariables(inspector, node.suspended);
    case "variable":
      return canExpand(node.variable.value);
    case "child":
      return canExpand(node.child.value);
  }
}

function seesVariables(inspector: SnapshotInspector, { scopes }: Seer): boolean {
  return scopes.some((id) => (inspector.scopes()[id]?.variables.length ?? 0) > 0);
}

function canExpand({ ref, size }: ValueView): boolean {
  return ref !== undefined && size !== undefined && size > 0;
}

function closureNode(closure: ClosureView, among: boolean): ClosuresNode {
  return { type: "closure", id: `closure ${String(closure.ref)}`, closure, among };
}

function scopeNodes(inspector: SnapshotInspector, above: string, seer: Seer): ClosuresNode[] {
  const scopes = inspector.scopes();
  return seer.scopes.flatMap((id): ClosuresNode[] => {
    const scope = scopes[id];
    if (!scope || scope.variables.length === 0) return [];
    const others = scope.seenBy.filter((ref) => ref !== seer.ref);
    const names = others.slice(0, namesShown).map((ref) => nameOf(inspector, ref));
    return [{ type: "scope", id: `${above}/scope ${String(id)}`, scope, others: { names, count: others.length } }];
  });
}

/** What sees scopes: a closure, or code that is suspended or under way. */
type Seer = Pick<ClosureView & SuspendedView, "ref" | "scopes">;

function nameOf(inspector: SnapshotInspector, ref: number): string {
  const found = [inspector.closures(), inspector.suspended(), inspector.stack()].flat().find((one) => one.ref === ref);
  return found?.name || "an anonymous function";
}

function variableNodes(above: string, variables: readonly VariableView[]): ClosuresNode[] {
  return variables.map((variable, at) => ({ type: "variable", id: `${above}/${String(at)} ${variable.name}`, variable }));
}

function insideOf(inspector: SnapshotInspector, above: string, { ref }: ValueView): ClosuresNode[] {
  return ref === undefined ? [] : piecesOf(inspector, above, ref, 0);
}

function piecesOf(inspector: SnapshotInspector, above: string, ref: number, from: number): ClosuresNode[] {
  const { total, children } = inspector.expand(ref, from, piece);
  return inPieces(
    above,
    total,
    from,
    (at) => ({ type: "child", id: `${above}/${String(at)}`, child: children[at - from]! }),
    () => piecesOf(inspector, above, ref, from + piece),
  );
}

/** Rows `from` on, `piece` of them, and one that gives the rest. */
function inPieces(
  above: string,
  total: number,
  from: number,
  make: (at: number) => ClosuresNode,
  rest = (): ClosuresNode[] => inPieces(above, total, from + piece, make),
): ClosuresNode[] {
  const end = Math.min(total, from + piece);
  const nodes = Array.from({ length: end - from }, (_, at) => make(from + at));
  return end < total ? [...nodes, { type: "more", id: `${above}/more ${String(end)}`, left: total - end, rest }] : nodes;
}
