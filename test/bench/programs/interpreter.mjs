// A compiler from a small language with functions and loops to bytecode, and the stack machine that runs it.
const push = 0;
const load = 1;
const store = 2;
const add = 3;
const subtract = 4;
const multiply = 5;
const modulo = 6;
const less = 7;
const equal = 8;
const jump = 9;
const jumpUnless = 10;
const call = 11;
const giveBack = 12;
const drop = 13;

const operators = { "+": add, "-": subtract, "*": multiply, "%": modulo, "<": less, "==": equal };
const levels = [
  ["<", "=="],
  ["+", "-"],
  ["*", "%"],
];

class Compiler {
  #tokens;
  #at = 0;
  #code = [];
  #locals = new Map();
  functions = new Map();

  constructor(text) {
    this.#tokens = text.match(/\d+|\w+|==|\S/g);
  }
  program() {
    while (this.#at < this.#tokens.length) this.#function();
    return this.functions;
  }
  #take(wanted) {
    const token = this.#tokens[this.#at++];
    if (wanted !== undefined && token !== wanted) throw new SyntaxError(`${wanted} expected, not ${token}`);
    return token;
  }
  #is(token) {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
  #emit(...words) {
    return this.#code.push(...words) - 1;
  }
  #list(close, each) {
    let count = 0;
    while (!this.#is(close)) {
      each();
      count++;
      this.#is(",");
    }
    return count;
  }
  #function() {
    this.#take("fn");
    const name = this.#take();
    this.#code = [];
    this.#locals = new Map();
    this.#take("(");
    const parameters = this.#list(")", () => this.#local(this.#take()));
    this.#block();
    this.#emit(push, 0, giveBack);
    this.functions.set(name, { name, parameters, code: this.#code, locals: this.#locals.size });
  }
  #local(name) {
    if (!this.#locals.has(name)) this.#locals.set(name, this.#locals.size);
    return this.#locals.get(name);
  }
  #block() {
    this.#take("{");
    while (!this.#is("}")) this.#statement();
  }
  #statement() {
    if (this.#is("while")) {
      const start = this.#code.length;
      const exit = this.#condition();
      this.#block();
      this.#emit(jump, start);
      this.#code[exit] = this.#code.length;
    } else if (this.#is("if")) {
      const otherwise = this.#condition();
      this.#block();
      this.#code[otherwise] = this.#code.length;
    } else if (this.#is("return")) {
      this.#expression();
      this.#take(";");
      this.#emit(giveBack);
    } else if (this.#tokens[this.#at + 1] === "=") {
      const name = this.#take();
      this.#take("=");
      this.#expression();
      this.#take(";");
      this.#emit(store, this.#local(name));
    } else {
      this.#expression();
      this.#take(";");
      this.#emit(drop);
    }
  }
  /** @returns where the target of the jump is to be put */
  #condition() {
    this.#take("(");
    this.#expression();
    this.#take(")");
    return this.#emit(jumpUnless, 0);
  }
  #expression(level = 0) {
    if (level === levels.length) return this.#operand();
    this.#expression(level + 1);
    while (levels[level].includes(this.#tokens[this.#at])) {
      const operator = this.#take();
      this.#expression(level + 1);
      this.#emit(operators[operator]);
    }
  }
  #operand() {
    const token = this.#take();
    if (token === "(") {
      this.#expression();
      this.#take(")");
    } else if (/^\d/.test(token)) this.#emit(push, Number(token));
    else if (this.#is("(")) {
      const count = this.#list(")", () => this.#expression());
      this.#emit(call, token, count);
    } else this.#emit(load, this.#local(token));
  }
}

/** Runs a function of the program on the machine's own stack of frames. */
function execute(functions, name) {
  const stack = [];
  const frames = [];
  const main = functions.get(name);
  let { code } = main;
  let base = 0;
  let at = 0;
  for (let i = 0; i < main.locals; i++) stack.push(0);
  for (;;) {
    switch (code[at++]) {
      case push:
        stack.push(code[at++]);
        break;
      case load:
        stack.push(stack[base + code[at++]]);
        break;
      case store:
        stack[base + code[at++]] = stack.pop();
        break;
      case jump:
        at = code[at];
        break;
      case jumpUnless:
        at = stack.pop() ? at + 1 : code[at];
        break;
      case drop:
        stack.pop();
        break;
      case call: {
        const callee = functions.get(code[at++]);
        const count = code[at++];
        if (count !== callee.parameters) throw new TypeError(`${callee.name} takes ${callee.parameters} arguments`);
        frames.push({ code, at, base });
        base = stack.length - count;
        for (let i = count; i < callee.locals; i++) stack.push(0);
        code = callee.code;
        at = 0;
        break;
      }
      case giveBack: {
        const value = stack.pop();
        stack.length = base;
        if (frames.length === 0) return value;
        ({ code, at, base } = frames.pop());
        stack.push(value);
        break;
      }
      default: {
        const right = stack.pop();
        const left = stack.pop();
        stack.push(binary(code[at - 1], left, right));
      }
    }
  }
}

function binary(operator, left, right) {
  switch (operator) {
    case add:
      return left + right;
    case subtract:
      return left - right;
    case multiply:
      return left * right;
    case modulo:
      return left % right;
    case less:
      return left < right ? 1 : 0;
    default:
      return left === right ? 1 : 0;
  }
}

const source = (size) => `
  fn fib(n) { if (n < 2) { return n; } return fib(n - 1) + fib(n - 2); }
  fn primes(limit) {
    count = 0; n = 2;
    while (n < limit) {
      prime = 1; d = 2;
      while (d * d < n + 1) { if (n % d == 0) { prime = 0; d = n; } d = d + 1; }
      count = count + prime; n = n + 1;
    }
    return count;
  }
  fn main() { return fib(${size}) * 1000 + primes(${size} * 100); }`;

export function run(size = 19) {
  return execute(new Compiler(source(size)).program(), "main");
}
