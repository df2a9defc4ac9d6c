import { features } from "./features.js";
import { Names } from "./names.js";
import { printExpression } from "./printExpression.js";
import type { Block, Statement } from "./shape.js";

/** What may be written at a place. */
export interface Place {
  readonly async: boolean;
  readonly generator: boolean;
  /** Inside a function, so that `return` may stand there. */
  readonly inFunction: boolean;
  /** Enclosing loops of the same function, innermost last; the empty string is a loop without label. */
  readonly loops: readonly string[];
  readonly inSwitch: boolean;
}

const moduleLevel: Place = { async: false, generator: false, inFunction: false, loops: [], inSwitch: false };
const plainFunction: Place = { ...moduleLevel, inFunction: true };

const functionForms = [
  { prefix: "f", kind: "function", async: false, generator: false },
  { prefix: "a", kind: "async", async: true, generator: false },
  { prefix: "g", kind: "generator", async: false, generator: true },
  { prefix: "s", kind: "asyncGenerator", async: true, generator: true },
] as const;

/** Gives names to shapes: the text of a block's statements. All functions start by burning fuel, all loops are bounded, so every program ends. */
export class ProgramPrinter {
  readonly names = new Names();

  /** Statements of a module. */
  printTop(top: Block, async: boolean): string {
    return this.#block(top, { ...moduleLevel, async }, "");
  }

  /** The function that a program is about. */
  printMain(main: Block): string {
    const body = this.names.within(() => this.#block(main, { ...plainFunction, async: true }, "  "));
    return `async function main() {\n${body}\n}\n`;
  }

  #block(block: Block, place: Place, indent: string): string {
    return block.map((statement) => indent + this.#statement(statement, place, indent)).join("\n");
  }

  #braced(block: Block, place: Place, indent: string): string {
    return `{\n${this.names.within(() => this.#block(block, place, `${indent}  `))}\n${indent}}`;
  }

  #statement(statement: Statement, place: Place, indent: string): string {
    const expression = (shape: Parameters<typeof printExpression>[0]): string => printExpression(shape, place, this.names);
    const braced = (block: Block, inner: Place = place): string => this.#braced(block, inner, indent);
    switch (statement.kind) {
      case "declare": {
        const value = expression(statement.value);
        const shadowed = statement.shadow && statement.how !== "var" ? this.names.toShadow() : undefined;
        const name = shadowed ?? this.names.fresh(statement.how === "var" ? "v" : "x");
        this.names.declare({ text: name, kind: "number", mutable: statement.how !== "const" });
        return `${statement.how} ${name} = ${value};`;
      }
      case "destructure": {
        const [first, second, fallback] = [statement.first, statement.second, statement.fallback].map(expression);
        const [x, y, z] = ["x", "x", "x"].map((prefix) => this.names.fresh(prefix));
        for (const text of [x!, y!, z!]) this.names.declare({ text, kind: "number", mutable: true });
        return `let { p: ${x}, q: [${y}, ${z} = ${fallback}] } = { p: ${first}, q: [${second}] };`;
      }
      case "trace":
        return `t(${this.names.fresh("")}, ${expression(statement.value)});`;
      case "evaluate":
        return `(${expression(statement.value)});`;
      case "if": {
        const test = expression(statement.test);
        return `if (${test}) ${braced(statement.yes)}${statement.no ? ` else ${braced(statement.no)}` : ""}`;
      }
      case "block":
        return braced(statement.body);
      case "loop":
        return this.names.within(() => this.#loop(statement, place, indent));
      case "switch": {
        const value = expression(statement.value);
        const inner = { ...place, inSwitch: true };
        const cases = this.names.within(() =>
          statement.cases.map((body, index) => {
            const label = index === statement.cases.length - 1 ? "default" : `case ${expression({ kind: "number", value: index })}`;
            const end = (statement.breaks >> index) & 1 ? `\n${indent}    break;` : "";
            return `${indent}  ${label}: ${this.#braced(body, inner, `${indent}  `)}${end}`;
          }),
        );
        return `switch (Math.abs(${value} | 0) % 3) {\n${cases.join("\n")}\n${indent}}`;
      }
      case "try": {
        const body = braced(statement.body);
        const error = this.names.fresh("e");
        const handler = this.names.within(() => {
          this.names.declare({ text: error, kind: "number", mutable: true });
          return statement.handler ? ` catch (${error}) ${braced(statement.handler)}` : "";
        });
        const finalizer = statement.finalizer ? ` finally ${braced(statement.finalizer)}` : "";
        return `try ${body}${handler || finalizer ? handler + finalizer : " catch {}"}`;
      }
      case "throw":
        // Uncaught at module level it would end nearly everything else.
        return place.inFunction ? `throw ${expression(statement.value)};` : `(${expression(statement.value)});`;
      case "return":
        return place.inFunction ? `return ${expression(statement.value)};` : `(${expression(statement.value)});`;
      case "jump":
        return this.#jump(statement, place, expression(statement.test));
      case "function":
        return this.#function(statement, indent);
      case "class":
        return this.#class(statement, place, indent);
      case "store":
        return this.#store(statement, place);
      case "node": {
        const links = statement.links.map((index) => this.names.pick(index, "node")?.text).filter((name) => name !== undefined);
        const value = expression(statement.value);
        const name = this.names.fresh("o");
        this.names.declare({ text: name, kind: "node", mutable: false });
        const links2 = [...links, statement.how % 3 === 0 ? name : undefined].filter((link) => link !== undefined);
        const linked = links2.map((link, index) => ` ${name}.l${index} = ${link}; ${link}.back = ${name};`).join("");
        const form = ["new Map([[0, %]])", "new Set([%])", "[%, , %]", "{ deep: % }", "%"][statement.how % 5]!;
        return `const ${name} = node(${value});${linked} ${name}.data = ${form.replaceAll("%", () => links[0] ?? name)}; dump(${name});`;
      }
      case "later": {
        const body = braced(statement.body, { ...plainFunction, async: statement.how % 2 === 0 });
        const callback = `${statement.how % 2 === 0 ? "async " : ""}() => guard${statement.how % 2 === 0 ? "Async" : ""}(${
          statement.how % 2 === 0 ? "async " : ""
        }() => ${body})`;
        const how = ["setTimeout(%, 1)", "process.nextTick(%)", "queueMicrotask(%)", "Promise.resolve().then(%)"][
          Math.floor(statement.how / 2) % 4
        ]!;
        return `if (burn()) ${how.replace("%", () => callback)};`;
      }
      case "feature":
        return this.#feature(statement, place, indent);
    }
  }

  #loop(statement: Extract<Statement, { kind: "loop" }>, place: Place, indent: string): string {
    const { count } = statement;
    const head = printExpression(statement.head, place, this.names);
    const label = statement.labeled ? this.names.fresh("L") : "";
    const name = this.names.fresh("x");
    const source = this.names.pick(count, "generator")?.text;
    const stream = this.names.pick(count, "asyncGenerator")?.text;
    const declare = (mutable: boolean): void => this.names.declare({ text: name, kind: "number", mutable });
    const body = (): string => this.#braced(statement.body, { ...place, loops: [...place.loops, label], inSwitch: false }, indent);
    const prefix = label ? `${label}: ` : "";
    // The counter of a `for` is not for the body to assign: the loop would not end.
    const counted = (update: string): string => {
      declare(false);
      return `${prefix}for (let ${name} = 0, h = ${head}; ${name} < ${count}; ${update}) ${body()}`;
    };
    switch (statement.how % 8) {
      case 0:
      case 1:
        return counted(`${name}++`);
      case 2:
        return counted(`${name}++, h = ${head}`);
      case 3: {
        const left = this.names.fresh("w");
        return `let ${left} = ${count};\n${indent}${prefix}while (${left}-- > 0 && (${head}, true)) ${body()}`;
      }
      case 4: {
        const left = this.names.fresh("w");
        return `let ${left} = ${count};\n${indent}${prefix}do ${body()} while (--${left} > 0 && (${head}, true));`;
      }
      case 5:
        declare(true);
        return `${prefix}for (let ${name} of [${head}, ${count}]) ${body()}`;
      case 6:
        declare(true);
        return source
          ? `${prefix}for (let ${name} of ${source}(${head})) ${body()}`
          : `${prefix}for (let ${name} in { k: 1, l: 2 }) ${body()}`;
      default:
        if (!place.async) {
          const shared = this.names.fresh("v");
          this.names.declare({ text: shared, kind: "number", mutable: true });
          return `${prefix}for (var ${shared} of [1, ${head}]) ${body()}`;
        }
        declare(true);
        return `${prefix}for await (let ${name} of ${stream ? `${stream}(${head})` : `[${head}, sleep(2)]`}) ${body()}`;
    }
  }

  #jump(statement: Extract<Statement, { kind: "jump" }>, place: Place, test: string): string {
    const labels = place.loops.filter((label) => label !== "");
    const target = statement.how % 3 === 2 && labels.length > 0 ? ` ${labels[statement.how % labels.length]!}` : "";
    if (place.loops.length === 0) return `t("no loop", ${test});`;
    return `if (${test}) ${statement.how % 2 === 0 ? "continue" : "break"}${target};`;
  }

  #function(statement: Extract<Statement, { kind: "function" }>, indent: string): string {
    const form = functionForms[statement.how % functionForms.length]!;
    const name = this.names.fresh(form.prefix);
    this.names.declare({ text: name, kind: form.kind, mutable: false });
    const [a, b] = [this.names.fresh("x"), this.names.fresh("x")];
    const text = this.names.within(() => {
      this.names.declare({ text: a, kind: "number", mutable: true });
      const fallback = printExpression(statement.fallback, moduleLevel, this.names);
      this.names.declare({ text: b, kind: "number", mutable: true });
      const place: Place = { ...plainFunction, async: form.async, generator: form.generator };
      const body = this.#block(statement.body, place, `${indent}  `);
      // Defaults are evaluated before the body burns fuel, and may call the function itself.
      return `(${a}, ${b} = burn() ? ${fallback} : 0) {\n${indent}  if (!burn()) return 0;\n${body}\n${indent}}`;
    });
    return `${form.async ? "async " : ""}function${form.generator ? "*" : ""} ${name}${text}`;
  }

  #class(statement: Extract<Statement, { kind: "class" }>, place: Place, indent: string): string {
    const parent = statement.extend ? this.names.pick(statement.how, "class") : undefined;
    const field = printExpression(statement.field, moduleLevel, this.names);
    const name = this.names.fresh("C");
    const argument = this.names.fresh("x");
    const form = functionForms[statement.how % 2]!;
    const method = this.names.within(() => {
      this.names.declare({ text: argument, kind: "number", mutable: true });
      return this.#block(statement.method, { ...plainFunction, async: form.async }, `${indent}    `);
    });
    this.names.declare({ text: name, kind: "class", mutable: false });
    const instance = this.names.fresh("n");
    this.names.declare({ text: instance, kind: "instance", mutable: false });
    const value = printExpression({ kind: "variable", index: statement.how }, place, this.names);
    return [
      `class ${name}${parent ? ` extends ${parent.text}` : ""} {`,
      `  static made = 0;`,
      `  #p = ${field};`,
      `  read = () => this.#p;`,
      `  constructor(p) { ${parent ? "super(p);" : ""} ${name}.made++; this.#p = p ?? this.#p; }`,
      `  get g() { return ${parent ? "super.g + " : ""}this.#p; }`,
      `  set g(v) { this.#p = v; }`,
      `  ${form.async ? "async " : ""}m(${argument}) {`,
      `    if (!burn()) return 0;`,
      `    this.#p = ${argument};`,
      method,
      `    return ${parent ? `(${form.async ? "await " : ""}super.m(this.#p))` : "this.#p"};`,
      `  }`,
      `  static same(o) { return #p in o; }`,
      `}`,
      `const ${instance} = new ${name}(${value});`,
    ].join(`\n${indent}`);
  }

  #feature(statement: Extract<Statement, { kind: "feature" }>, place: Place, indent: string): string {
    const print = (at: Place): [string, string, string] =>
      statement.values.map((value) => printExpression(value, at, this.names)) as [string, string, string];
    const body = this.#braced(statement.body, { ...place, loops: [], inFunction: false, inSwitch: false }, indent);
    const { async, generator } = place;
    return features[statement.which]!({ here: print(place), pure: print(moduleLevel), body, names: this.names, async, generator });
  }

  #store(statement: Extract<Statement, { kind: "store" }>, place: Place): string {
    const { how } = statement;
    const source = how % 3 === 0 ? this.names.pick(how, "generator") : undefined;
    const task = how % 3 === 1 ? this.names.pick(how, "async") : undefined;
    // A stored closure is a plain arrow function: no `await` and no `yield` in it.
    const value = printExpression(statement.value, source || task ? place : moduleLevel, this.names);
    if (source) return `gens.push(${source.text}(${value}));`;
    if (task) return `spawn(${task.text}(${value}));`;
    const target = this.names.pickMutable(how);
    if (target) return `fns.push((p) => (${target.text} = (${value}) + p), () => ${target.text});`;
    return `fns.push((p) => (${value}) + p);`;
  }
}
