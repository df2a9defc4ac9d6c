// A splay tree (Sleator and Tarjan) of records that come and go: allocation and pointers.
class Node {
  left = null;
  right = null;
  constructor(key, value) {
    this.key = key;
    this.value = value;
  }
}

class SplayTree {
  #root = null;

  insert(key, value) {
    const node = new Node(key, value);
    if (this.#root !== null) {
      this.#splay(key);
      const top = this.#root;
      if (top.key === key) return;
      if (key > top.key) {
        node.left = top;
        node.right = top.right;
        top.right = null;
      } else {
        node.right = top;
        node.left = top.left;
        top.left = null;
      }
    }
    this.#root = node;
  }

  remove(key) {
    this.#splay(key);
    const removed = this.#root;
    if (removed.key !== key) throw new Error(`no key ${key}`);
    if (removed.left === null) this.#root = removed.right;
    else {
      const { right } = removed;
      this.#root = removed.left;
      this.#splay(key);
      this.#root.right = right;
    }
    return removed;
  }

  has(key) {
    if (this.#root === null) return false;
    this.#splay(key);
    return this.#root.key === key;
  }

  /** The greatest node below a key. */
  below(key) {
    if (this.#root === null) return null;
    this.#splay(key);
    if (this.#root.key < key) return this.#root;
    let found = this.#root.left;
    while (found !== null && found.right !== null) found = found.right;
    return found;
  }

  *keys() {
    const path = [];
    let node = this.#root;
    while (node !== null || path.length > 0) {
      for (; node !== null; node = node.left) path.push(node);
      node = path.pop();
      yield node.key;
      node = node.right;
    }
  }

  /** Brings the node of a key, or one beside it, to the top: top-down, with a dummy node that collects both sides. */
  #splay(key) {
    const dummy = new Node(0, null);
    let left = dummy;
    let right = dummy;
    let top = this.#root;
    for (;;) {
      if (key < top.key) {
        if (top.left === null) break;
        if (key < top.left.key) {
          const child = top.left;
          top.left = child.right;
          child.right = top;
          top = child;
          if (top.left === null) break;
        }
        right.left = top;
        right = top;
        top = top.left;
      } else if (key > top.key) {
        if (top.right === null) break;
        if (key > top.right.key) {
          const child = top.right;
          top.right = child.left;
          child.left = top;
          top = child;
          if (top.right === null) break;
        }
        left.right = top;
        left = top;
        top = top.right;
      } else break;
    }
    left.right = top.left;
    right.left = top.right;
    top.left = dummy.right;
    top.right = dummy.left;
    this.#root = top;
  }
}

function payload(depth, tag) {
  if (depth === 0) return { list: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], text: `leaf ${tag}` };
  return { left: payload(depth - 1, tag), right: payload(depth - 1, tag) };
}

export function run(size = 2000, changes = 4000) {
  const tree = new SplayTree();
  let seed = 49_734_321;
  const random = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff);
  const fresh = () => {
    let key;
    do key = random();
    while (tree.has(key));
    tree.insert(key, payload(3, key));
    return key;
  };
  for (let i = 0; i < size; i++) fresh();
  for (let i = 0; i < changes; i++) {
    const key = fresh();
    tree.remove((tree.below(key) ?? { key }).key);
  }
  let count = 0;
  let sum = 0;
  for (const key of tree.keys()) {
    count++;
    sum = (sum * 3 + key) % 1_000_003;
  }
  return `${count} ${sum}`;
}
