/** What a name in a generated program stands for. */
export type NameKind = "number" | "function" | "async" | "generator" | "asyncGenerator" | "class" | "instance" | "node";

export interface Name {
  readonly text: string;
  readonly kind: NameKind;
  readonly mutable: boolean;
}

/** Names visible at a place of a generated program, scope by scope. */
export class Names {
  readonly #scopes: Name[][] = [[]];
  #made = 0;

  within<T>(print: () => T): T {
    this.#scopes.push([]);
    try {
      return print();
    } finally {
      this.#scopes.pop();
    }
  }

  /** A name that no other part of the program has. */
  fresh(prefix: string): string {
    return `${prefix}${++this.#made}`;
  }

  /** Ends a module: its names can be imported by the next one, which can't assign to them. */
  close(): string[] {
    const own = [...new Map(this.#scopes[0]!.map((name) => [name.text, { ...name, mutable: false }])).values()];
    this.#scopes[0] = own;
    return own.map(({ text }) => text);
  }

  declare(name: Name): void {
    this.#scopes.at(-1)!.push(name);
  }

  /** A name of an enclosing scope that the innermost one does not have, to shadow it; not one of a `var` or a `catch`, which a block may clash with. */
  toShadow(): string | undefined {
    const own = new Set(this.#scopes.at(-1)!.map(({ text }) => text));
    return this.#scopes
      .slice(0, -1)
      .flat()
      .findLast(({ kind, text }) => kind === "number" && !own.has(text) && !/^[ve]/.test(text))?.text;
  }

  /** The index-th visible name of one of the kinds, counted from the innermost, going round. */
  pick(index: number, ...kinds: readonly NameKind[]): Name | undefined {
    return this.#at(index, (name) => kinds.includes(name.kind));
  }

  /** The same among those that can be assigned. */
  pickMutable(index: number): Name | undefined {
    return this.#at(index, (name) => name.kind === "number" && name.mutable);
  }

  #at(index: number, fits: (name: Name) => boolean): Name | undefined {
    const seen = new Set<string>();
    const visible: Name[] = [];
    for (const scope of this.#scopes.toReversed()) {
      for (const name of scope.toReversed()) {
        if (seen.has(name.text)) continue;
        seen.add(name.text);
        if (fits(name)) visible.push(name);
      }
    }
    return visible[index % Math.max(1, visible.length)];
  }
}
