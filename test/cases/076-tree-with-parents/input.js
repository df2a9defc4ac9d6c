class Node {
  constructor(parent, v) { this.parent = parent; this.v = v; this.children = []; parent?.children.push(this); }
  path() { return this.parent ? `${this.parent.path()}/${this.v}` : this.v; }
}
const root = new Node(null, "root");
const a = new Node(root, "a");
const leaf = new Node(new Node(a, "b"), "c");
const walk = function* (n) { yield n.path(); for (const c of n.children) yield* walk(c); };
const it = walk(root);
it.next();
setTimeout(() => {
  console.log(it.next().value, leaf.path());
  new Node(leaf, "d");
  a.v = "A";
  setTimeout(() => console.log([...it].join(" "), leaf.parent.parent === a), 1);
}, 1);
