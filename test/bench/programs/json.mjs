// JSON: a recursive-descent parser, and a writer that brings the values back to text.
const escapes = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const words = [
  ["true", true],
  ["false", false],
  ["null", null],
];

class Parser {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
  }

  parse() {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail("the end");
    return value;
  }

  #fail(expected) {
    throw new SyntaxError(`${expected} expected at ${this.#at}`);
  }

  #space() {
    const text = this.#text;
    for (;;) {
      const c = text.charCodeAt(this.#at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return;
      this.#at++;
    }
  }

  #skip(c) {
    this.#space();
    if (this.#text[this.#at] !== c) return false;
    this.#at++;
    return true;
  }

  #need(c) {
    if (!this.#skip(c)) this.#fail(`"${c}"`);
  }

  #value() {
    this.#space();
    const c = this.#text[this.#at];
    switch (c) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
      default:
        return c === "-" || (c >= "0" && c <= "9") ? this.#number() : this.#word();
    }
  }

  #object() {
    const object = {};
    this.#need("{");
    if (this.#skip("}")) return object;
    do {
      this.#space();
      const key = this.#string();
      this.#need(":");
      object[key] = this.#value();
    } while (this.#skip(","));
    this.#need("}");
    return object;
  }

  #array() {
    const array = [];
    this.#need("[");
    if (this.#skip("]")) return array;
    do array.push(this.#value());
    while (this.#skip(","));
    this.#need("]");
    return array;
  }

  #string() {
    this.#need('"');
    let result = "";
    let start = this.#at;
    for (;;) {
      const c = this.#text[this.#at++];
      if (c === undefined) this.#fail("the end of a string");
      if (c === '"') return result + this.#text.slice(start, this.#at - 1);
      if (c !== "\\") continue;
      result += this.#text.slice(start, this.#at - 1);
      const escape = this.#text[this.#at++];
      if (escape === "u") {
        result += String.fromCharCode(parseInt(this.#text.slice(this.#at, this.#at + 4), 16));
        this.#at += 4;
      } else result += escapes[escape] ?? this.#fail("an escape");
      start = this.#at;
    }
  }

  #digits() {
    const start = this.#at;
    while (this.#text[this.#at] >= "0" && this.#text[this.#at] <= "9") this.#at++;
    if (this.#at === start) this.#fail("a digit");
  }

  #number() {
    const start = this.#at;
    if (this.#text[this.#at] === "-") this.#at++;
    this.#digits();
    if (this.#text[this.#at] === ".") {
      this.#at++;
      this.#digits();
    }
    if (this.#text[this.#at] === "e") {
      this.#at++;
      if (this.#text[this.#at] === "-") this.#at++;
      this.#digits();
    }
    return Number(this.#text.slice(start, this.#at));
  }

  #word() {
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    return this.#fail("a value");
  }
}

function quote(text) {
  let result = '"';
  for (const c of text) {
    const code = c.codePointAt(0);
    if (c === '"' || c === "\\") result += `\\${c}`;
    else if (code < 32) result += `\\u${code.toString(16).padStart(4, "0")}`;
    else result += c;
  }
  return `${result}"`;
}

function write(value) {
  if (value === null || typeof value !== "object") return typeof value === "string" ? quote(value) : String(value);
  const parts = [];
  if (Array.isArray(value)) {
    for (const one of value) parts.push(write(one));
    return `[${parts.join(",")}]`;
  }
  for (const key in value) parts.push(`${quote(key)}:${write(value[key])}`);
  return `{${parts.join(",")}}`;
}

function sample(size) {
  const people = [];
  for (let i = 0; i < size; i++) {
    const note = i % 3 === 0 ? 'said "hello"\n' : `\u00fcber ${i}`;
    people.push({
      id: i,
      name: `person ${i}`,
      note,
      odd: i % 2 === 1,
      score: i / 8,
      far: -1e-7 * i,
      tags: ["a", null, [], {}],
      next: { of: i + 1 },
    });
  }
  return people;
}

export function run(size = 300, times = 4) {
  let text = write(sample(size));
  let sum = 0;
  for (let i = 0; i < times; i++) {
    const value = new Parser(` ${text} `).parse();
    const again = write(value);
    if (again !== text) throw new Error("the text has changed");
    value.push({ time: i });
    text = write(value);
    for (let at = 0; at < text.length; at += 7) sum = (sum * 31 + text.charCodeAt(at)) % 1_000_003;
  }
  return sum;
}
