import fc from "fast-check";
import { features } from "./features.js";

/**
 * What a generated program consists of, before names are given: indices choose among what is visible where the shape is printed, so that a shape can be
 * shrunk and moved about and is still a program.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly index: number }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "logical"; readonly operator: "&&" | "||" | "??"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "conditional"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  /** `await` in an async function, `yield` in a generator, elsewhere the operand alone. */
  | { readonly kind: "suspend"; readonly how: number; readonly operand: Expression }
  | { readonly kind: "assign"; readonly index: number; readonly operator: string; readonly value: Expression }
  /** A call of a function that is visible by name; async ones are awaited where that can be, else started. */
  | { readonly kind: "call"; readonly index: number; readonly first: Expression; readonly second: Expression }
  /** A call of a closure stored before. */
  | { readonly kind: "callStored"; readonly index: number; readonly argument: Expression }
  /** One step of a stored generator. */
  | { readonly kind: "step"; readonly index: number; readonly how: number; readonly value: Expression }
  | { readonly kind: "member"; readonly index: number; readonly how: number; readonly argument: Expression }
  | { readonly kind: "list"; readonly items: readonly Expression[] };

export type Statement =
  | { readonly kind: "declare"; readonly how: "let" | "const" | "var"; readonly shadow: boolean; readonly value: Expression }
  | { readonly kind: "destructure"; readonly first: Expression; readonly second: Expression; readonly fallback: Expression }
  | { readonly kind: "trace"; readonly value: Expression }
  | { readonly kind: "evaluate"; readonly value: Expression }
  | { readonly kind: "if"; readonly test: Expression; readonly yes: Block; readonly no: Block | null }
  | { readonly kind: "block"; readonly body: Block }
  | {
      readonly kind: "loop";
      readonly how: number;
      readonly count: number;
      readonly labeled: boolean;
      readonly head: Expression;
      readonly body: Block;
    }
  | { readonly kind: "switch"; readonly value: Expression; readonly cases: readonly Block[]; readonly breaks: number }
  | { readonly kind: "try"; readonly body: Block; readonly handler: Block | null; readonly finalizer: Block | null }
  | { readonly kind: "throw"; readonly value: Expression }
  | { readonly kind: "return"; readonly value: Expression }
  | { readonly kind: "jump"; readonly how: number; readonly test: Expression }
  | { readonly kind: "function"; readonly how: number; readonly fallback: Expression; readonly body: Block }
  | { readonly kind: "class"; readonly field: Expression; readonly method: Block; readonly extend: boolean; readonly how: number }
  | { readonly kind: "store"; readonly how: number; readonly value: Expression }
  | { readonly kind: "node"; readonly links: readonly number[]; readonly how: number; readonly value: Expression }
  | { readonly kind: "later"; readonly how: number; readonly body: Block }
  | {
      readonly kind: "feature";
      readonly which: number;
      readonly values: readonly [Expression, Expression, Expression];
      readonly body: Block;
    };

export type Block = readonly Statement[];

const index = fc.nat({ max: 30 });
const how = fc.nat({ max: 11 });

interface Shapes {
  expression: Expression;
  statement: Statement;
  block: Block;
}

/** Blocks of statements, small and not too deep. `wide`: with the features of features.ts. */
export const blockArbitrary = (wide: boolean): fc.Arbitrary<Block> =>
  fc.letrec<Shapes>((tie) => {
    const expression = tie("expression");
    const block = tie("block");
    const leaf: fc.Arbitrary<Expression> = fc.oneof(
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("number"), value: fc.integer({ min: -3, max: 9 }) }) },
      { weight: 5, arbitrary: fc.record({ kind: fc.constant("variable"), index }) },
    );
    const feature = {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("feature"),
        which: fc.nat({ max: features.length - 1 }),
        values: fc.tuple(expression, expression, expression),
        body: block,
      }),
    };
    return {
      expression: fc.oneof(
        { maxDepth: 4, depthIdentifier: "expression", withCrossShrink: true },
        { weight: 6, arbitrary: leaf },
        {
          weight: 3,
          arbitrary: fc.record({
            kind: fc.constant("binary"),
            operator: fc.constantFrom("+", "-", "*", "%", "<", "===", "&", "^", ","),
            left: expression,
            right: expression,
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant("logical"),
            operator: fc.constantFrom("&&", "||", "??"),
            left: expression,
            right: expression,
          }),
        },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("conditional"), test: expression, yes: expression, no: expression }) },
        { weight: 5, arbitrary: fc.record({ kind: fc.constant("suspend"), how, operand: expression }) },
        {
          weight: 3,
          arbitrary: fc.record({
            kind: fc.constant("assign"),
            index,
            operator: fc.constantFrom("=", "+=", "-=", "??=", "||="),
            value: expression,
          }),
        },
        { weight: 3, arbitrary: fc.record({ kind: fc.constant("call"), index, first: expression, second: expression }) },
        { weight: 3, arbitrary: fc.record({ kind: fc.constant("callStored"), index, argument: expression }) },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant("step"), index, how, value: expression }) },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant("member"), index, how, argument: expression }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("list"), items: fc.array(expression, { maxLength: 3 }) }) },
      ),
      statement: fc.oneof(
        { maxDepth: 3, depthIdentifier: "statement", withCrossShrink: true },
        { weight: 4, arbitrary: fc.record({ kind: fc.constant("trace"), value: expression }) },
        {
          weight: 5,
          arbitrary: fc.record({
            kind: fc.constant("declare"),
            how: fc.constantFrom("let", "let", "const", "var"),
            shadow: fc.nat({ max: 7 }).map((n) => n === 7),
            value: expression,
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constant("destructure"), first: expression, second: expression, fallback: expression }),
        },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant("evaluate"), value: expression }) },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant("if"), test: expression, yes: block, no: fc.option(block) }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("block"), body: block }) },
        {
          weight: 4,
          arbitrary: fc.record({
            kind: fc.constant("loop"),
            how,
            count: fc.integer({ min: 1, max: 3 }),
            labeled: fc.boolean(),
            head: expression,
            body: block,
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant("switch"),
            value: expression,
            cases: fc.array(block, { minLength: 1, maxLength: 3 }),
            breaks: fc.nat({ max: 7 }),
          }),
        },
        {
          weight: 3,
          arbitrary: fc.record({ kind: fc.constant("try"), body: block, handler: fc.option(block), finalizer: fc.option(block) }),
        },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("throw"), value: expression }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("return"), value: expression }) },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant("jump"), how, test: expression }) },
        { weight: 4, arbitrary: fc.record({ kind: fc.constant("function"), how, fallback: expression, body: block }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("class"), field: expression, method: block, extend: fc.boolean(), how }) },
        { weight: 4, arbitrary: fc.record({ kind: fc.constant("store"), how, value: expression }) },
        {
          weight: 2,
          arbitrary: fc.record({ kind: fc.constant("node"), links: fc.array(index, { maxLength: 2 }), how, value: expression }),
        },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant("later"), how, body: block }) },
        ...(wide ? [feature] : []),
      ),
      block: fc.array(tie("statement"), { minLength: 1, maxLength: 6, depthIdentifier: "statement" }),
    } as { [Name in keyof Shapes]: fc.Arbitrary<Shapes[Name]> };
  }).block;
