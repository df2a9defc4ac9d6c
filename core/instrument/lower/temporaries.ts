import * as t from "@babel/types";
import { at } from "./nodes.js";

/**
 * The temporaries of one suspendable function. They are taken and given back like a stack, so that few are used and those below the top are exactly
 * the live ones. `$1`… hold operands, `$i1`… iterations, `$d1`… delegates, `$k1`/`$v1`… completions of `try` statements.
 */
export class Temporaries {
  readonly #isTaken: (name: string) => boolean;
  readonly #named = new Map<string, string[]>();
  readonly #declared: string[] = [];
  /** Live ones, oldest first. */
  readonly #live: string[] = [];
  readonly #made = new WeakSet<t.Node>();

  /** @param isTaken whether the program itself uses a name */
  constructor(isTaken: (name: string) => boolean) {
    this.#isTaken = isTaken;
  }

  /** Position of the top, for `release`. */
  mark(): number {
    return this.#live.length;
  }

  /** Gives back all taken since the mark. */
  release(mark: number): void {
    this.#live.length = mark;
  }

  /** Takes the lowest free temporary `$prefixN`. */
  take(prefix = ""): string {
    let names = this.#named.get(prefix);
    if (!names) this.#named.set(prefix, (names = []));
    let name = names.find((one) => !this.#live.includes(one));
    if (name === undefined) {
      let number = names.length + 1;
      while (this.#isTaken(`$${prefix}${number}`) || names.includes(`$${prefix}${number}`)) number++;
      name = `$${prefix}${number}`;
      names.push(name);
      this.#declared.push(name);
    }
    this.#live.push(name);
    return name;
  }

  /** Names of the live ones. */
  live(): string[] {
    return [...this.#live];
  }

  /** An identifier that reads a temporary. */
  read(name: string, from: t.Node | null | undefined): t.Identifier {
    const identifier = at(t.identifier(name), from);
    this.#made.add(identifier);
    return identifier;
  }

  /** Whether a node was made by `read`: its value stays until it is given back. */
  isRead(node: t.Node): boolean {
    return this.#made.has(node);
  }

  /** `let $1, $2;`, or nothing. */
  declaration(): t.VariableDeclaration[] {
    if (this.#declared.length === 0) return [];
    const made = t.variableDeclaration(
      "let",
      this.#declared.map((name) => t.variableDeclarator(t.identifier(name))),
    );
    made.extra = { temporaries: true };
    return [made];
  }
}
