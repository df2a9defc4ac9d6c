/**
 * An esbuild plugin that makes the runtime immune to what a program does to builtins: `list.push(x)` becomes a call of the `push` that was there at the
 * start, and `for (const x of list)`, spreads and array patterns don't ask `Symbol.iterator` of a prototype that the program may have changed. So the
 * runtime can be written in ordinary TypeScript. Which calls are calls of builtins is known from their types.
 * What can't be decided is an error of the build, with its place.
 */
import path from "node:path";
import ts from "typescript";

const namespace = "builtins";
const moduleName = "thingsmigrate:builtins";

/** Interfaces of the library whose methods are taken from a prototype: interface -> expression of the prototype. */
const prototypes = new Map(
  Object.entries({
    Array: "Array",
    ReadonlyArray: "Array",
    String: "String",
    Map: "Map",
    ReadonlyMap: "Map",
    Set: "Set",
    ReadonlySet: "Set",
    WeakMap: "WeakMap",
    WeakSet: "WeakSet",
    Function: "Function",
    CallableFunction: "Function",
    NewableFunction: "Function",
    RegExp: "RegExp",
    Number: "Number",
    Date: "Date",
    DataView: "DataView",
    ArrayBuffer: "ArrayBuffer",
    Uint8Array: "TypedArray",
  }),
);
/** Objects whose functions are called on the object itself, without using `this`. */
const holders = new Set(["Object", "Reflect", "Math", "JSON", "Number", "String", "Symbol", "BigInt", "Date", "ArrayBuffer"]);
const holdersThatUseThis = new Set(["Array", "Uint8Array", "Map"]);
/** Globals that the runtime does not replace itself, as they are called, made or tested for. */
const globals = new Set([
  ..."Array ArrayBuffer BigInt Boolean DataView Date Map Number Object RegExp Set String Symbol Uint8Array WeakMap WeakSet".split(" "),
  ..."parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent".split(" "),
]);
/** Files whose functions run as text in a thread of their own, where no program has changed anything and nothing of these modules is known. */
const elsewhere = path.normalize("core/runtime/stack/workers/");
/** Methods that call others of their object, which a program can replace: done by core/runtime/safeBuiltins.ts. */
const safe = { RegExp_test: "testPattern", String_replace: "replacePattern", iterate: "iterate" };

/** @param {string} root @param {readonly string[]} entryPoints */
export function hardenRuntime(root, entryPoints) {
  let hardener;
  return {
    name: "harden-runtime",
    setup(build) {
      hardener ??= new Hardener(root, entryPoints);
      build.onResolve({ filter: new RegExp(`^${moduleName}$`) }, () => ({ path: moduleName, namespace }));
      build.onLoad({ filter: /./, namespace }, () => ({ contents: hardener.builtins(), loader: "js", resolveDir: root }));
      build.onLoad({ filter: /[\\/]core[\\/].*\.ts$/ }, ({ path: file }) => hardener.load(file));
    },
  };
}

class Hardener {
  #root;
  #program;
  #checker;
  /** File -> what esbuild is given. */
  #loaded = new Map();
  #used = new Set();

  constructor(root, entryPoints) {
    this.#root = root;
    const config = ts.getParsedCommandLineOfConfigFile(
      path.join(root, "tsconfig.json"),
      {},
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
    );
    this.#program = ts.createProgram(
      entryPoints.map((file) => path.join(root, file)),
      config.options,
    );
    this.#checker = this.#program.getTypeChecker();
    for (const source of this.#program.getSourceFiles()) {
      if (source.isDeclarationFile || !source.fileName.startsWith(path.join(root, "core"))) continue;
      if (source.fileName.startsWith(path.join(root, elsewhere))) continue;
      this.#loaded.set(path.normalize(source.fileName), this.#harden(source));
    }
  }

  load(file) {
    return this.#loaded.get(path.normalize(file));
  }

  /** The module from which hardened files take what they use. */
  builtins() {
    const lines = [
      "const { apply } = Reflect;",
      "const { bind, call } = Function.prototype;",
      "const uncurry = apply(bind, bind, [call]);",
      // An engine may lack a method that is used only where it exists.
      'const method = (f) => (typeof f === "function" ? uncurry(f) : undefined);',
      "const TypedArray = Object.getPrototypeOf(Uint8Array);",
    ];
    const fromSafe = [];
    for (const name of [...this.#used].sort()) {
      const [holder, key] = name.split("_");
      if (Object.hasOwn(safe, name)) fromSafe.push(`${safe[name]} as ${name}`);
      else if (name.startsWith("$")) lines.push(`export const ${name} = ${name.slice(1)};`);
      else if (holder.startsWith("static")) lines.push(this.#staticLine(name, holder.slice(6), key));
      else lines.push(`export const ${name} = method(${holder}.prototype.${key});`);
    }
    if (fromSafe.length > 0) lines.unshift(`export { ${fromSafe.join(", ")} } from "./core/runtime/safeBuiltins.ts";`);
    return `${lines.join("\n")}\n`;
  }

  #staticLine(name, holder, key) {
    if (!holdersThatUseThis.has(holder)) return `export const ${name} = ${holder}.${key};`;
    return `const $${name} = ${holder}.${key}, $${name}$of = ${holder};\nexport const ${name} = (...args) => apply($${name}, $${name}$of, args);`;
  }

  #harden(source) {
    const rewriting = new Rewriting(source, this.#program, this.#checker, path.relative(this.#root, source.fileName));
    const text = rewriting.render(source);
    if (rewriting.errors.length > 0) return { errors: rewriting.errors };
    if (rewriting.used.size === 0) return { contents: source.text, loader: "ts" };
    const names = [...rewriting.used].sort();
    for (const name of names) this.#used.add(name);
    return {
      contents: `import { ${names.map((name) => `${name} as $$${name}`).join(", ")} } from "${moduleName}";\n${text}`,
      loader: "ts",
    };
  }
}

/** One source file, written again. */
class Rewriting {
  used = new Set();
  errors = [];
  #source;
  #program;
  #checker;
  #file;
  #counter = 0;

  constructor(source, program, checker, file) {
    this.#source = source;
    this.#program = program;
    this.#checker = checker;
    this.#file = file;
  }

  /** The text of a node, everything inside it rewritten. */
  render(node) {
    return this.#special(node) ?? this.#plain(node);
  }

  #plain(node) {
    let text = "";
    let from = node.getFullStart();
    ts.forEachChild(node, (child) => {
      // Decorators and the like can be visited out of order; the runtime has none.
      text += this.#source.text.slice(from, child.getFullStart()) + this.render(child);
      from = child.getEnd();
    });
    return text + this.#source.text.slice(from, node.getEnd());
  }

  #special(node) {
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isIdentifier(node)) return this.#identifier(node);
    if (ts.isForOfStatement(node)) return this.#forOf(node);
    if (ts.isSpreadElement(node)) return `${this.#lead(node)}...${this.#use("iterate")}(${this.render(node.expression)})`;
    if (ts.isVariableDeclaration(node) && ts.isArrayBindingPattern(node.name)) return this.#pattern(node);
    if (ts.isArrayBindingPattern(node) && !ts.isVariableDeclaration(node.parent)) return this.#fail(node, "an array pattern here");
    if (ts.isArrayLiteralExpression(node) && ts.isBinaryExpression(node.parent) && node.parent.left === node)
      return node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
        ? this.#fail(node, "an assignment to an array pattern")
        : undefined;
    return undefined;
  }

  #call(node) {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return undefined;
    const name = this.#builtinOf(callee, node);
    if (name === undefined) return undefined;
    const args = this.#argumentsOf(node);
    if (name.startsWith("static")) return `${this.#lead(node)}${this.#use(name)}(${args})`;
    const receiver = this.render(callee.expression);
    if (callee.questionDotToken === undefined)
      return ts.isOptionalChain(node)
        ? this.#fail(node, "a call of a builtin inside an optional chain")
        : `${this.#lead(node)}${this.#use(name)}(${receiver}${args && `, ${args}`})`;
    if (ts.isOptionalChain(node.parent)) return this.#fail(node, "an optional chain that goes on after a call of a builtin");
    return `${this.#lead(node)}(($r) => $r == null ? undefined : ${this.#use(name)}($r${args && `, ${args}`}))(${receiver})`;
  }

  /** `Array_push`, `staticObject_keys`, or undefined when it is no call of a builtin. */
  #builtinOf(callee, node) {
    const key = callee.name.text;
    const symbol = this.#checker.getSymbolAtLocation(callee.name);
    const owners = new Set((symbol?.declarations ?? []).filter((one) => this.#isLibrary(one)).map((one) => ownerOf(one)));
    if (owners.size === 0) return undefined;
    if (ts.isIdentifier(callee.expression) && this.#isGlobal(callee.expression)) {
      const holder = callee.expression.text;
      return holders.has(holder) || holdersThatUseThis.has(holder) ? `static${holder}_${key}` : undefined;
    }
    const of = new Set([...owners].map((owner) => prototypes.get(owner)));
    if (of.size > 1) return void this.#fail(node, `.${key}() of several builtins`);
    const [prototype] = of;
    if (prototype === undefined) return undefined;
    if (prototype === "String" && ["replace", "split", "match", "search", "replaceAll"].includes(key)) return this.#ofText(key, node);
    return `${prototype}_${key}`;
  }

  /** Methods of strings that take a pattern or a text: with a pattern they call its methods. */
  #ofText(key, node) {
    const [pattern, by] = node.arguments;
    const type = this.#checker.getTypeAtLocation(pattern);
    if (type.flags & ts.TypeFlags.StringLike) return `String_${key}`;
    if (key !== "replace" || type.symbol?.name !== "RegExp") return void this.#fail(node, `.${key}() with a pattern`);
    if (by !== undefined && ts.isStringLiteralLike(by) && by.text.includes("$")) return void this.#fail(node, "$ in a replacement");
    return "String_replace";
  }

  #argumentsOf(node) {
    return node.arguments.map((one) => this.render(one).trim()).join(", ");
  }

  #identifier(node) {
    if (!globals.has(node.text) || !isValueUse(node) || !this.#isGlobal(node)) return undefined;
    return `${this.#lead(node)}${this.#use(`$${node.text}`)}`;
  }

  #pattern(node) {
    if (node.name.elements.some((one) => ts.isBindingElement(one) && ts.isArrayBindingPattern(one.name)))
      this.#fail(node, "a pattern in a pattern");
    if (node.initializer === undefined) return undefined;
    return `${this.render(node.name)} = ${this.#use("iterate")}(${this.render(node.initializer)})`;
  }

  /** Arrays by index; others through an iterator that no program can have touched. */
  #forOf(node) {
    const { initializer, expression, statement } = node;
    if (node.awaitModifier !== undefined || !ts.isVariableDeclarationList(initializer)) return this.#fail(node, "this kind of loop");
    const [{ name }] = initializer.declarations;
    const kind = initializer.flags & ts.NodeFlags.Const ? "const" : "let";
    const type = this.#checker.getTypeAtLocation(expression);
    const item = (value) => (ts.isArrayBindingPattern(name) ? `${this.#use("iterate")}(${value})` : value);
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) {
      const n = this.#counter++;
      const list = `$list${n}`;
      const at = `$at${n}`;
      return `${this.#lead(node)}for (let ${at} = 0, ${list} = ${this.render(expression)}; ${at} < ${list}.length; ${at}++) { ${kind} ${this.render(name)} = ${item(`${list}[${at}]`)}; ${this.render(statement)} }`;
    }
    const one = `$item${this.#counter++}`;
    return `${this.#lead(node)}for (const ${one} of ${this.#use("iterate")}(${this.render(expression)})) { ${kind} ${this.render(name)} = ${item(one)}; ${this.render(statement)} }`;
  }

  #use(name) {
    this.used.add(name);
    return `$$${name}`;
  }

  /** White space and comments before a node. */
  #lead(node) {
    return this.#source.text.slice(node.getFullStart(), node.getStart(this.#source));
  }

  #isLibrary(declaration) {
    return this.#program.isSourceFileDefaultLibrary(declaration.getSourceFile());
  }

  #isGlobal(identifier) {
    const symbol = this.#checker.getSymbolAtLocation(identifier);
    return symbol?.declarations?.some((one) => this.#isLibrary(one)) ?? false;
  }

  #fail(node, what) {
    const { line, character } = this.#source.getLineAndCharacterOfPosition(node.getStart(this.#source));
    const lineText = this.#source.text.split("\n")[line];
    this.errors.push({
      text: `${what} could see what a program has done to builtins`,
      location: { file: this.#file, line: line + 1, column: character, lineText },
    });
    return this.#source.text.slice(node.getFullStart(), node.getEnd());
  }
}

/** Name of the interface or namespace that declares a member. */
function ownerOf(declaration) {
  const { parent } = declaration;
  if (ts.isModuleBlock(parent)) return parent.parent.name.text;
  return parent.name?.text ?? "";
}

/** Called, made or tested for. */
function isValueUse(node) {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword && parent.right === node;
}
