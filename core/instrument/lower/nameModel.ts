import type * as t from "@babel/types";

export type NameKind = "var" | "let" | "const" | "class" | "function" | "param" | "catch" | "self";

/** A variable of the source, as far as renaming and "is its value settled?" need it. */
export interface Name {
  name: string;
  readonly kind: NameKind;
  readonly scope: NameScope;
  /** Written anywhere but by its one initialization. */
  assigned: boolean;
  /** Number of its initialization in textual order; infinite until that has been passed. */
  order: number;
  /** All identifiers that declare or use it. */
  readonly identifiers: t.Identifier[];
  /** Places where an anonymous function takes the variable's name. */
  readonly naming: NamingPlace[];
  /** Function or class declaration that makes it. */
  declaration: t.FunctionDeclaration | t.ClassDeclaration | null;
  /** For sloppy functions in blocks that are also `var`s (Annex B.3.3): that `var`. */
  outer: Name | null;
  /** `catch (e) { var e = 1; }`: the initializer writes the catch variable, so both keep the name. */
  pinned: boolean;
}

export interface NamingPlace {
  readonly holder: t.VariableDeclarator | t.AssignmentExpression | t.AssignmentPattern;
  readonly field: "init" | "right";
}

export interface NameScope {
  readonly kind: "program" | "function" | "body" | "block" | "loop" | "switch" | "catch" | "class";
  readonly node: t.Node;
  readonly parent: NameScope | null;
  readonly names: Map<string, Name>;
  /** The function (or Program, field, static block) whose code it is part of. */
  readonly owner: NameOwner;
}

/** A function, the program, or the initializer of a field or a static block. */
export interface NameOwner {
  readonly node: t.Node;
  readonly parent: NameOwner | null;
  /** All scopes of its own code, in textual order; the first ones are its parameters and body. */
  readonly scopes: NameScope[];
  /** Names used in it (or deeper) that are bound outside of it. */
  readonly free: Set<string>;
  strict: boolean;
  /** It has its own `arguments` and uses it. */
  usesArguments: boolean;
}

export interface Names {
  readonly owners: ReadonlyMap<t.Node, NameOwner>;
  readonly uses: ReadonlyMap<t.Identifier, NameUse>;
  /** `{ x }` and `{ x = 1 }`: the property to write out when `x` is renamed. */
  readonly shorthand: ReadonlyMap<t.Identifier, t.ObjectProperty>;
  /** Every identifier name in the file. */
  readonly all: ReadonlySet<string>;
}

export interface NameUse {
  readonly name: Name;
  readonly scope: NameScope;
  readonly order: number;
}
