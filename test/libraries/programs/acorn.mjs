// A parse in progress: a tokenizer that goes on between turns, an `onToken` consumer that waits for each token, and a scope analysis by generators over the tree.
import { Parser, tokenizer } from "acorn";

const source = `
  import { read } from "./io.mjs";
  class Counter { #n = 0; get n() { return this.#n; } static from(x = 1) { return new Counter(x); } }
  export const total = async (...xs) => { for await (const x of xs) sum += \`a\${x ** 2}b\${{ y: /[/]\\/x/giu }}\`; };
  label: for (let i = 0, j; i < 10; i += 2) { if (i === 4) continue label; j ??= i?.[0] ?? 1n; }
`;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const options = { ecmaVersion: 2024, sourceType: "module", locations: true };

/** Words of the source, one a turn: acorn's tokenizer stands in the middle of the text meanwhile. */
async function printTokens() {
  const tokens = tokenizer(source, options);
  let line = [];
  for (const token of tokens) {
    line.push(`${token.type.label}@${token.loc.start.line}:${token.loc.start.column}`);
    await pause(1);
    if (line.length === 8) console.log(line.splice(0).join(" "));
  }
  console.log(line.join(" "));
}

/** Names with what they are, by a walk that gives one node at a time. */
function* nodesOf(node, parents = []) {
  yield { node, parents };
  for (const key in node) {
    const child = node[key];
    for (const one of Array.isArray(child) ? child : [child]) {
      if (one && typeof one.type === "string") yield* nodesOf(one, [...parents, node.type]);
    }
  }
}

/** A parser with a plugin, as acorn's users write them: it counts what it meets. */
const counted = new Map();
const Counting = Parser.extend(
  (Base) =>
    class extends Base {
      finishNode(node, type) {
        counted.set(type, (counted.get(type) ?? 0) + 1);
        return super.finishNode(node, type);
      }
    },
);

async function printTree() {
  const comments = [];
  const tree = Counting.parse(`${source}// the end`, { ...options, onComment: (...found) => comments.push(found[1]) });
  let depth = 0;
  for (const { node, parents } of nodesOf(tree)) {
    depth = Math.max(depth, parents.length);
    if (node.type === "Identifier") {
      await pause(1);
      console.log(`${node.name} in ${parents.slice(-2).join(" > ")}`);
    }
  }
  console.log(depth, comments, [...counted].sort().join(" "));
}

/** Mistakes are found where they are. */
async function printMistakes() {
  for (const text of ["let a = ;", "class { }", "a => { return } b", "`${", "x = y = {"]) {
    await pause(1);
    try {
      Parser.parse(text, options);
    } catch (error) {
      console.log(error instanceof SyntaxError, error.message, error.pos, error.loc);
    }
  }
}

await Promise.all([printTokens(), printTree(), printMistakes()]);
