/** Chooses a number from 0 to `limit - 1`. */
export type Choose = (limit: number) => number;

/**
 * Makes a program whose operands all log that they are evaluated, with suspensions in any of them.
 * In strict mode, as computed keys of classes are anyway: they are evaluated outside of the class when they suspend.
 * @param kind of the function that holds the code
 */
export function suspendingProgram(choose: Choose, kind: "async" | "generator" | "asyncGenerator"): string {
  const program = new ProgramMaker(choose, kind);
  const body = program.statements(3, 4);
  const head = `"use strict";
let v = 1, w = { p: 1, q: { r: [1, 2] }, f(...a) { return log("f", this === w, ...a), 2; }, get g() { return log("get g"), 3; } };
const k = "p", id = (x) => x, tag = (s, ...a) => (log("tag", s === last, s.length, ...a), last = s, 4), nope = null;
let last;
const arr = (...a) => (log("arr", ...a), a);
const iter = (n, name) => ({ [Symbol.iterator]: () => { log("open", name); let i = 0; return { next: () => (log("next", name), { done: i >= n, value: i++ }), return: (x) => (log("return", name), { done: true, value: x }), throw: (e) => { log("throw", name); throw e; } }; } });
const iterable = (n, name) => iter(0, name);
const aiter = (n, name) => ({ [Symbol.asyncIterator]: () => { log("open", name); let i = 0; return { next: async () => (log("next", name), { done: i >= n, value: i++ }), return: async (x) => (log("return", name), { done: true, value: x }), throw: async (e) => { log("throw", name); throw e; } }; } });
`;
  const call = {
    async: `async function run(a, b) {\n${body}\n}\nreturn run(1, 2);`,
    generator: `function* run(a, b) {\n${body}\n}
const it = run(1, 2);
let r = it.next();
for (let i = 1; !r.done && i < 60; i++) {
  log("yielded", r.value);
  r = i % 17 === ${program.pick(30)} ? it.throw(new Error("thrown in")) : i % 19 === ${program.pick(30)} ? it.return("returned") : it.next(i % 5);
}
log("end", r.done, r.value);`,
    asyncGenerator: `async function* run(a, b) {\n${body}\n}
return (async () => {
  const it = run(1, 2);
  let r = await it.next();
  for (let i = 1; !r.done && i < 60; i++) {
    log("yielded", r.value);
    r = i % 17 === ${program.pick(30)} ? await it.throw(new Error("thrown in")) : i % 19 === ${program.pick(30)} ? await it.return("returned") : await it.next(i % 5);
  }
  log("end", r.done, r.value);
})();`,
  };
  return head + call[kind];
}

class ProgramMaker {
  readonly #choose: Choose;
  readonly #kind: string;
  #count = 0;
  #labels: { name: string; loop: boolean }[] = [];
  #loops = 0;
  #breakables = 0;

  constructor(choose: Choose, kind: string) {
    this.#choose = choose;
    this.#kind = kind;
  }

  pick(limit: number): number {
    return this.#choose(limit);
  }

  #one<T>(options: readonly T[]): T {
    return options[this.#choose(options.length)]!;
  }

  #name(): string {
    return `"${++this.#count}"`;
  }

  suspension(inner: string): string {
    if (this.#kind === "async") return `(await ${inner})`;
    if (this.#kind === "generator") return this.#one([`(yield ${inner})`, `(yield ${inner})`, `(yield* iter(2, ${this.#name()}))`]);
    return this.#one([`(await ${inner})`, `(yield ${inner})`, `(yield* ${this.#one(["iter", "aiter"])}(2, ${this.#name()}))`]);
  }

  expression(depth: number): string {
    if (depth <= 0) return this.#leaf();
    const e = (): string => this.expression(depth - 1 - this.#choose(2));
    const s = (): string => this.suspension(e());
    const object = (): string => this.#one(["w", `id(w)`, `log(w)`, this.suspension("w"), "w.q", "{ p: 5 }"].slice(0, 5));
    switch (this.#choose(30)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return s();
      case 4:
        return `(${e()} ${this.#one(["+", "-", "*", "===", "<", "|", "**"])} ${e()})`.replace(/\((.*) \*\* /, "(($1) ** ");
      case 5:
        return `(${e()} ${this.#one(["&&", "||", "??"])} (${e()}))`;
      case 6:
        return `(${e()} ? ${e()} : ${e()})`;
      case 7:
        return `(${e()}, ${e()})`;
      case 8:
        return `arr(${e()}, ...${this.#one(["iter(2, " + this.#name() + ")", `[${e()}]`])}, ${e()})`;
      case 9:
        return `${object()}.f(${e()}, ${e()})`;
      case 10:
        return `w[${this.#one([`"f"`, `(${e()}, "f")`])}](${e()})`;
      case 11:
        return `${this.#one(["nope", "w", "w.q"])}?.${this.#one(["p", "q", "f"])}?.[${e()}]`;
      case 12:
        return `${this.#one(["nope", "w", "log(w)"])}?.f(${e()})`;
      case 13:
        return `${object()}.${this.#one(["none", "f"])}?.(${e()})`;
      case 14:
        return `(v ${this.#one(["=", "+=", "-=", "&&=", "||=", "??="])} ${e()})`;
      case 15:
        return `(${object()}[${this.#one(["k", `(${e()}, "p")`])}] ${this.#one(["=", "+=", "*=", "&&=", "||=", "??="])} ${e()})`;
      case 16:
        return `${this.#one(["delete", "typeof", "void"])} ${object()}[${e()}]`;
      case 17:
        return `\`a\${${e()}}b\${${e()}}c\``;
      case 18:
        return `tag\`a\${${e()}}b\${${e()}}\``;
      case 19:
        return `JSON.stringify([${e()}, , ...[${e()}], ${e()}])`;
      case 20:
        return `JSON.stringify({ a: ${e()}, [${e()}]: ${e()}, ...{ z: ${e()} }, v, get g() { return 1; }, m() {} })`;
      case 21:
        return `new (class { constructor(...x) { log("new", ...x); } })(${e()}, ${e()}).x`;
      case 22:
        return `(class { static [(${e()}, "s")] = 1; static [(${e()}, "t")]() {} }).name`;
      case 23:
        return `([v, w.p = ${e()}] = [${e()}, ${this.#one(["undefined", "1"])}])[0]`;
      case 24:
        return `({ p: v = ${e()}, [(${e()}, "zz")]: w.z = ${e()}, ...w.rest } = { p: ${this.#one(["undefined", "7"])}, other: ${e()} }).other`;
      case 25:
        return `${object()}.p${this.#one(["++", "--"])}`;
      case 26:
        return `(${e()} in { [${e()}]: 1 })`;
      case 27:
        return `(!${e()})`;
      case 28:
        return `((x) => x)(${e()})`;
      default:
        return `log(${this.#name()}, ${e()})`;
    }
  }

  #leaf(): string {
    return this.#one([
      `log(${this.#name()})`,
      `log(${this.#choose(4)})`,
      "v",
      "a",
      "b",
      `(v = log(${this.#choose(3)}))`,
      "w.p",
      "w.g",
      "undefined",
      "null",
      "3",
      this.suspension(`log(${this.#choose(5)})`),
    ]);
  }

  statements(depth: number, most: number): string {
    const count = 1 + this.#choose(most);
    return Array.from({ length: count }, () => this.statement(depth)).join("\n");
  }

  #inLoop(make: () => string): string {
    this.#loops++;
    this.#breakables++;
    const made = make();
    this.#loops--;
    this.#breakables--;
    return made;
  }

  #label(loop: boolean, make: (label: string) => string): string {
    if (this.#choose(2) === 0) return make("");
    const name = `L${++this.#count}`;
    this.#labels.push({ name, loop });
    const made = make(`${name}: `);
    this.#labels.pop();
    return made;
  }

  #block(depth: number, most: number): string {
    return `{\n${this.statements(depth - 1, most)}\n}`;
  }

  statement(depth: number): string {
    if (depth <= 0) return `log(${this.#name()}, ${this.expression(1)});`;
    const e = (): string => this.expression(2);
    switch (this.#choose(20)) {
      case 0:
      case 1:
        return `${this.expression(3)};`;
      case 2:
        return `log("if"); if (${e()}) ${this.#block(depth, 2)} else ${this.#one([`${e()};`, `if (${e()}) ${this.#block(depth, 1)}`])}`;
      case 3:
        return this.#label(
          true,
          (label) => `{ let n = 2; ${label}while (n-- > 0 && (${e()}, true)) ${this.#inLoop(() => this.#block(depth, 2))} }`,
        );
      case 4:
        return this.#label(
          true,
          (label) => `{ let n = 2; ${label}do ${this.#inLoop(() => this.#block(depth, 2))} while (n-- > 0 && (${e()}, true)); }`,
        );
      case 5:
        return this.#label(
          true,
          (label) =>
            `{ const fs = []; ${label}for (let i = ${this.#one(["0", `(${e()}, 0)`])}, m = ${this.#one(["2", `(${e()}, i + 2)`])}, h = () => i; i < m && (${this.#one(["1", e()])}, true); i++${this.#one(["", `, ${e()}`])}) ${this.#inLoop(() => `{ fs.push(() => i);\n${this.statements(depth - 1, 2)} }`)}\n log("closures", ...fs.map((f) => f())); }`,
        );
      case 6:
        return this.#label(
          true,
          (label) =>
            `${label}for (const ${this.#one(["x", `[x = ${e()}]`, `{ x = ${e()} }`])} of ${this.#one(["iter(3, " + this.#name() + ")", `[[1], [], [${e()}]]`])}) ${this.#inLoop(() => `{ log("x", x);\n${this.statements(depth - 1, 2)} }`)}`,
        ).replace(/for \(const (\[x[^]*?\]|\{ x[^]*?\}) of iter\(3/, "for (const $1 of iterable(3");
      case 7:
        return this.#label(
          true,
          (label) =>
            `${label}for (const x in ${this.#one(["w.q", "{ a: 1, b: 2 }", `(${e()}, "str")`, "null"])}) ${this.#inLoop(() => `{ log("x", x);\n${this.statements(depth - 1, 2)} }`)}`,
        );
      case 8:
        return `switch (${e()}) { case ${e()}: ${this.#case(depth)} case ${this.#one(["1", "2", e()])}: ${this.#case(depth)} default: ${this.#case(depth)} case ${e()}: ${this.#case(depth)} }`;
      case 9:
      case 10:
        return `try ${this.#block(depth, 3)} catch (e) { log("caught", e);\n${this.statements(depth - 1, 1)} }`;
      case 11:
        return `try ${this.#block(depth, 3)} finally { log("finally");\n${this.statements(depth - 1, 1)} }`;
      case 12:
        return `try ${this.#block(depth, 2)} catch { log("caught");\n${this.statements(depth - 1, 1)} } finally { log("finally");\n${this.statements(depth - 1, 1)} }`;
      case 13:
        return this.#choose(3) === 0 ? `if (${e()}) throw new Error(${this.#name()});` : `${e()};`;
      case 14:
        return this.#choose(3) === 0 ? `if (${e()}) return ${e()};` : `{ let x = ${e()}, y = () => x; const z = ${e()}; log(x, z, y()); }`;
      case 15: {
        const jumps = [
          ...this.#labels.map((one) => `break ${one.name};`),
          ...this.#labels.filter((one) => one.loop).map((one) => `continue ${one.name};`),
        ];
        if (this.#breakables > 0) jumps.push("break;");
        if (this.#loops > 0) jumps.push("continue;");
        return jumps.length === 0 ? `${e()};` : `if (${e()}) ${this.#one(jumps)}`;
      }
      case 16: {
        const block = this.#label(false, (label) => `${label}${this.#block(depth, 2)}`);
        return block;
      }
      case 17:
        return `{ const { p, q = ${e()}, [(${e()}, "w")]: y = ${e()}, ...rest } = { p: ${e()}, o: 1, ...${this.#one(["null", "{ q: 2 }"])} }; log(p, q, y, JSON.stringify(rest)); }`;
      case 18:
        return `{ const [x, y = ${e()}, , ...z] = ${this.#one(["iter(4, " + this.#name() + ")", "[1]", "iter(1, " + this.#name() + ")"])}; log(x, y, z.length); }`;
      default:
        if (this.#kind === "generator") return `log(${e()});`;
        return this.#label(
          true,
          (label) =>
            `${label}for await (const x of ${this.#one(["iter", "aiter"])}(3, ${this.#name()})) ${this.#inLoop(() => `{ log("x", x);\n${this.statements(depth - 1, 2)} }`)}`,
        );
    }
  }

  #case(depth: number): string {
    this.#breakables++;
    const made = `${this.statements(depth - 1, 1)}${this.#one(["", " break;"])}`;
    this.#breakables--;
    return made;
  }
}
