import * as vscode from "vscode";
import { formatPlace, type Place } from "../../core/errors.js";
import type { ChildView, ClosureView, FrameView, ScopeView, SuspendedView, VariableView } from "../../core/snapshot/inspect/inspection.js";
import type { OpenSnapshot } from "../openSnapshot.js";
import { childNodes, type ClosuresNode, hasChildren, type Others, rootNodes } from "./closureNodes.js";

/** The view Captured Closures: function -> scope -> variables of the snapshot last taken or opened; a click goes to the source. */
export class ClosuresTree implements vscode.TreeDataProvider<ClosuresNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;
  readonly #snapshot: OpenSnapshot;

  constructor(snapshot: OpenSnapshot) {
    this.#snapshot = snapshot;
    this.onDidChangeTreeData = snapshot.onDidChange;
  }

  getChildren(node?: ClosuresNode): ClosuresNode[] {
    const inspector = this.#snapshot.shown?.inspector;
    if (!inspector) return [];
    return node ? childNodes(inspector, node) : rootNodes(inspector);
  }

  getTreeItem(node: ClosuresNode): vscode.TreeItem {
    const item = itemOf(node);
    const inspector = this.#snapshot.shown?.inspector;
    // Rows of another snapshot are other rows: what was opened there says nothing here.
    item.id = `${this.#snapshot.shown?.file.toString() ?? ""} ${node.id}`;
    if (inspector && hasChildren(inspector, node)) item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    return item;
  }
}

function itemOf(node: ClosuresNode): vscode.TreeItem {
  switch (node.type) {
    case "group":
      return row(node.label, node.of === "calls" ? "call-outgoing" : "package", `${String(node.count)} ${node.of}`);
    case "function": {
      const [first] = node.closures;
      return first
        ? placed(row(labelOf(first), "symbol-method", `${String(node.closures.length)} closures`), first.place)
        : row("", "symbol-method");
    }
    case "closure":
      return closureItem(node.closure, node.among);
    case "frame":
      return frameItem(node.frame);
    case "suspended":
      return suspendedItem(node.suspended);
    case "scope":
      return scopeItem(node.scope, node.others);
    case "variable":
      return variableItem(node.variable);
    case "child":
      return childItem(node.child);
    case "more":
      return row(`${String(node.left)} more`, "ellipsis");
  }
}

function closureItem(closure: ClosureView, among: boolean): vscode.TreeItem {
  const icon = closure.kind === "class" ? "symbol-class" : "symbol-method";
  const where = closure.name === "" ? `${shortPlace(closure.place)} · ${closure.path}` : shortPlace(closure.place);
  const item = row(among ? closure.path : labelOf(closure), icon, among ? "" : where);
  placed(item, closure.place);
  item.tooltip = `${closure.kind} ${closure.name}\nreached as ${closure.path}\n${formatPlace(closure.place)}`;
  return item;
}

function frameItem(frame: FrameView): vscode.TreeItem {
  const item = row(frame.kind === "module" ? `module ${frame.place.file}` : labelOf(frame), "debug-stackframe", shortPlace(frame.place));
  placed(item, frame.place);
  item.tooltip = `${formatPlace(frame.place)}\n${frame.source}`;
  return item;
}

function suspendedItem(suspended: SuspendedView): vscode.TreeItem {
  const item = row(labelOf(suspended), "debug-pause", `${suspended.started ? "waits at" : "not started,"} ${shortPlace(suspended.place)}`);
  placed(item, suspended.place);
  const awaits = suspended.awaits ? `\nawaits ${suspended.awaits.preview}` : "";
  item.tooltip = `${suspended.kind} ${suspended.name}\nreached as ${suspended.path}${awaits}\n${formatPlace(suspended.place)}`;
  return item;
}

function scopeItem(scope: ScopeView, { names, count }: Others): vscode.TreeItem {
  const more = count > names.length ? `, ${String(count - names.length)} more` : "";
  const shared = count === 0 ? "" : `shared with ${names.join(", ")}${more}`;
  const item = row(scopeLabel(scope), "symbol-namespace", shared);
  item.tooltip = [scopeLabel(scope), shared, formatPlace(scope.place)].filter((line) => line !== "").join("\n");
  return placed(item, scope.place);
}

function scopeLabel({ kind, module, function: name }: ScopeView): string {
  const owner = name === "" ? "anonymous function" : name;
  switch (kind) {
    case "module":
      return `module ${module}`;
    case "function":
    case "body":
      return `scope of ${owner}`;
    case "class":
      return `inside of class ${owner}`;
    case "self":
      return `own name of ${owner}`;
    case "home":
      return `object with super in ${owner}`;
    case "block":
    case "loop":
    case "catch":
    case "switch":
      return `${kind} in ${owner}`;
  }
}

function variableItem({ name, place, value, cell }: VariableView): vscode.TreeItem {
  const item = row(name, cell === undefined ? "symbol-constant" : "symbol-variable", value.preview);
  item.tooltip = `${name} = ${value.preview}`;
  return place ? placed(item, place) : item;
}

function childItem({ kind, name, value, key }: ChildView): vscode.TreeItem {
  const item = row(key ? key.preview : name, childIcons[kind], value.preview);
  item.tooltip = `${key ? key.preview : name}: ${value.preview}`;
  return item;
}

const childIcons: Readonly<Record<ChildView["kind"], string>> = {
  property: "symbol-field",
  accessor: "symbol-property",
  private: "lock",
  index: "symbol-array",
  entry: "symbol-key",
  item: "symbol-array",
  variable: "symbol-variable",
  internal: "symbol-misc",
};

function row(label: string, icon: string, description = ""): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = description;
  return item;
}

/** A click goes there. */
function placed(item: vscode.TreeItem, place: Place): vscode.TreeItem {
  item.command = { command: "thingsmigrate.goToPlace", title: "Go to Source", arguments: [place] };
  item.tooltip ??= formatPlace(place);
  return item;
}

function labelOf({ name, kind }: { readonly name: string; readonly kind: string }): string {
  return name === "" ? `(anonymous ${kind})` : name;
}

function shortPlace({ file, line }: Place): string {
  return `${file.slice(file.lastIndexOf("/") + 1)}:${String(line)}`;
}
