// Garbage-collection heavy: persistent balanced trees with private fields, and generators that walk them.
class Node {
  #key;
  #left;
  #right;
  #priority;
  constructor(key, priority, left, right) {
    this.#key = key;
    this.#priority = priority;
    this.#left = left;
    this.#right = right;
  }
  static insert(node, key, priority) {
    if (!node) return new Node(key, priority, null, null);
    if (key === node.#key) return node;
    if (key < node.#key) {
      const left = Node.insert(node.#left, key, priority);
      if (left.#priority > node.#priority)
        return new Node(left.#key, left.#priority, left.#left, new Node(node.#key, node.#priority, left.#right, node.#right));
      return new Node(node.#key, node.#priority, left, node.#right);
    }
    const right = Node.insert(node.#right, key, priority);
    if (right.#priority > node.#priority)
      return new Node(right.#key, right.#priority, new Node(node.#key, node.#priority, node.#left, right.#left), right.#right);
    return new Node(node.#key, node.#priority, node.#left, right);
  }
  *[Symbol.iterator]() {
    if (this.#left) yield* this.#left;
    yield this.#key;
    if (this.#right) yield* this.#right;
  }
}

export function run() {
  let seed = 42;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
  let sum = 0;
  for (let round = 0; round < 6; round++) {
    let tree = null;
    for (let i = 0; i < 6000; i++) tree = Node.insert(tree, random() % 20_000, random());
    let place = 0;
    for (const key of tree) sum = (sum + key * (place++ % 7)) % 1_000_003;
  }
  return sum;
}
