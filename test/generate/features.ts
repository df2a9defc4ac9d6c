import type { Names } from "./names.js";

/** What a feature is printed with: expressions for the place where it stands, expressions without `await` and `yield`, and a block. */
export interface FeatureParts {
  readonly here: readonly [string, string, string];
  readonly pure: readonly [string, string, string];
  readonly body: string;
  readonly names: Names;
  readonly async: boolean;
  readonly generator: boolean;
}

type Feature = (parts: FeatureParts) => string;

const label = ({ names }: FeatureParts): string => names.fresh("");

/** Statements that use one part of the language each, with generated parts inside. */
export const features: readonly Feature[] = [
  // Private methods and accessors, static blocks.
  (parts) => {
    const { here, pure, names } = parts;
    const [C, n] = [names.fresh("P"), names.fresh("n")];
    return `class ${C} { static #count = ${pure[0]}; #v = ${pure[1]}; #bump(d) { return (this.#v += d); } get #twice() { return this.#v * 2; } set #twice(x) { this.#v = x; }
      static { this.first = this.#count; ${C}.reset = (v) => (this.#count = v); }
      static async later(o) { await null; return o.#bump(1) + o.#twice; }
      static *each(o) { for (let i = 0; i < 4; i++) yield o.#bump(2) + ${C}.#count; }
      peek = (d) => (this.#twice = d, this.#bump(1)); }
      const ${n} = new ${C}(); fns.push(${n}.peek, ${C}.reset); gens.push(${C}.each(${n})); spawn(${C}.later(${n})); t(${label(parts)}, ${n}.peek(${here[0]}));`;
  },
  // An async generator with requests waiting in its queue.
  (parts) => {
    const { here, names } = parts;
    const [s, q] = [names.fresh("q"), names.fresh("q")];
    return `async function* ${s}(x) { try { const r = yield x; await null; yield r; yield* [x, later(r)]; } catch (e) { yield e; } finally { await sleep(x); t("stream closed", x); } }
      const ${q} = ${s}(${here[0]}); for (const r of [${q}.next(), ${q}.next(${here[1]}), ${q}.throw(${here[2]}), ${q}.return(5), ${q}.next()].slice(Math.abs(${here[1]} | 0) % 2)) spawn(r.then((r) => t("queue", r.value)));`;
  },
  (parts) => {
    const { here, names, body } = parts;
    const x = names.fresh("x");
    return parts.async ? `for await (const ${x} of mixed(${here[0]}, ${here[1]})) { t(${label(parts)}, ${x}); ${body} }` : body;
  },
  (parts) => {
    const { here, names, body } = parts;
    const x = names.fresh("x");
    return `for (const ${x} of watched(${here[0]})) { t(${label(parts)}, ${x}); if (${here[1]}) break; ${body} }`;
  },
  // Patterns: holes, rest, computed keys, defaults, members as targets.
  (parts) => {
    const { here, names } = parts;
    const [a, b, c, o] = ["x", "x", "x", "x"].map((prefix) => names.fresh(prefix));
    return `const ${o} = {}; let [${a} = ${here[0]}, , ...${b}] = watched(${here[1]}); let ${c};
      ({ [key(${here[2]})]: ${o}.k = ${here[0]}, ...${c} } = { k0: undefined, k1: 1, rest: ${here[1]} }); [${o}.m, ${o}["n"] = ${here[2]}] = [${a}];
      t(${label(parts)}, [${a}, ${b}, Object.keys(${c}), ${o}.k, ${o}.m, ${o}.n].join(";"));`;
  },
  ({ pure }) => `fns.push(function self(p) { return p > 0 && p < 9 && burn() ? self(p - 1) : ${pure[0]}; });`,
  // Parameters with a scope of their own.
  (parts) => {
    const { here, pure, names } = parts;
    const f = names.fresh("p");
    return `function ${f}(a, get = () => a, set = (v) => (a = v)) { var a; const before = a; a = ${pure[0]}; set(${pure[1]}); fns.push(get, set, () => a); return [before, get(), a].join(); }
      t(${label(parts)}, ${f}(${here[0]}));`;
  },
  // Mapped arguments.
  (parts) => {
    const { here, pure, names } = parts;
    const [f, g] = [names.fresh("p"), names.fresh("p")];
    return `function ${f}(a, b) { arguments[0] = ${pure[0]}; b = ${pure[1]}; fns.push(() => arguments[1], () => a, (v) => (arguments[1] = v), (v) => (b = v)); return a + arguments.length; }
      function* ${g}(a) { arguments[0] = 5; yield a; a = yield arguments.length; yield arguments[0]; delete arguments[0]; a = yield a; yield arguments[0]; }
      t(${label(parts)}, ${f}(${here[0]}, ${here[1]}, 1)); gens.push(${g}(${here[2]}));`;
  },
  ({ pure }) => `fns.push(function () { return typeof this + ${pure[0]}; }, { m() { return () => (this.v ??= ${pure[1]}); } }.m());`,
  (parts) => {
    const { here } = parts;
    return `t(${label(parts)}, [...[${here[0]}, , ${here[1]}], ...pair(${here[2]})].length + Object.keys({ ...{ p: ${here[1]} }, ...[7, 8], q: ${here[0]} }).join()); t(${label(parts)}, Math.max(...[${here[0]}, ${here[2]}]));`;
  },
  (parts) => {
    const { here, names } = parts;
    const o = names.fresh("o");
    return `const ${o} = node(${here[0]}); t(${label(parts)}, ${o}?.v?.[${here[1]}] ?? ${here[2]}); ${o}.v &&= ${here[1]}; ${o}.w ??= ${here[2]}; ${o}[key(${here[0]})] ||= ${here[1]}; t(${label(parts)}, ${o}.none?.(${here[0]})?.x); t(${label(parts)}, delete ${o}?.v);`;
  },
  (parts) => `t(${label(parts)}, once\`a\${${parts.here[0]}}b\`); fns.push((v) => once\`\${v}c\\u0041\`);`,
  ({ here, names }) => {
    const o = names.fresh("o");
    return `const ${o} = node(${here[0]}); secrets.set(${o}, ${here[1]}); fns.push((v) => (secrets.has(${o}) ? secrets.get(${o}) : v), () => new WeakRef(${o}).deref() === ${o});`;
  },
  (parts) =>
    `bytes[${parts.here[0]} & 7] = ${parts.here[1]}; t(${label(parts)}, words.join() + view.getInt32(1)); view.setInt16(3, ${parts.pure[0]});`,
  (parts) => {
    const { here, pure, names } = parts;
    const [p, o] = [names.fresh("p"), names.fresh("o")];
    return `const ${o} = node(${here[0]}); const ${p} = new Proxy(${o}, { get: (target, k) => (k === "v" ? ${pure[0]} : target[k]), set: (target, k, v) => (t("set", v), (target[k] = v), true) });
      ${p}.w = ${here[1]}; t(${label(parts)}, ${p}.v); fns.push((v) => (${p}.x = v)); dump(${p});`;
  },
  // Subclasses of builtins.
  (parts) => {
    const { here, pure, names } = parts;
    const [A, M, E, T] = ["A", "M", "E", "T"].map((prefix) => names.fresh(prefix));
    return `class ${A} extends Array { total() { return this.length + this.reduce((a, b) => a + b, ${pure[0]}); } } class ${M} extends Map { #seen = 0; get(k) { this.#seen++; return super.get(k) ?? this.#seen; } }
      class ${E} extends RangeError { constructor(m, cause) { super(m, { cause }); this.code = ${pure[1]}; } } class ${T} extends Promise { label = ${pure[2]}; }
      const ${A}1 = ${A}.of(${here[0]}, ${here[1]}), ${M}1 = new ${M}([[1, ${here[2]}]]); fns.push(() => ${A}1.map((x) => x).total(), (k) => ${M}1.get(k)); spawn(${T}.resolve(${here[0]}).then((v) => v).finally(() => t("finally", 1)).label);
      try { throw new ${E}(String(${here[1]}), new Error("inner")); } catch (e) { t(${label(parts)}, [e.name, e.message, e.cause.message, e.code, e instanceof RangeError].join()); }`;
  },
  (parts) => {
    const { here, pure, names } = parts;
    const [C, D] = [names.fresh("K"), names.fresh("K")];
    const parent = names.pick(0, "class")?.text ?? "Object";
    return `const ${C} = ((Base) => class extends Base { [key(${pure[0]})]() { return ${pure[1]}; } static made2 = ${pure[2]}; })(${parent}); class ${D} extends (${here[0]}, ${C}) { k0() { return "own" + super.k0?.(); } get [\`a\${key(0)}\`]() { return super.k1; } }
      const ${D}1 = new ${D}(1); fns.push(() => ${D}1.k0(), () => typeof ${D}1.ak0, () => ${D}.made2);`;
  },
  (parts) => {
    const { here, pure, names } = parts;
    const [s, o] = [names.fresh("y"), names.fresh("y")];
    return `const ${s} = Symbol("s"), ${o} = { [${s}]: ${here[0]}, [Symbol.toPrimitive]: (hint) => ${pure[0]}, get g() { return this[${s}]; }, set g(v) { this[${s}] = v; } }; ${o}.g = ${here[1]}; fns.push(() => +${o}, (v) => (${o}.g = v)); t(${label(parts)}, ${o}.g);`;
  },
  ({ pure, names }) => {
    const [i, left] = [names.fresh("i"), names.fresh("i")];
    return `if (burn()) { let ${left} = 3; const ${i} = setInterval((v) => { t("tick", ${pure[0]}); if (--${left} === 0) clearInterval(${i}); }, 1, ${pure[1]}); clearTimeout(setTimeout(() => t("never", 0), 1)); }`;
  },
  // Variables that closures see before they are there.
  (parts) => {
    const { here, pure, names } = parts;
    const [y, z] = [names.fresh("y"), names.fresh("y")];
    return `{ fns.push(() => attempt(() => ${y} + ${z}), (v) => attempt(() => (${y} = v))); t(${label(parts)}, attempt(() => ${y})); ${parts.body} let ${y} = ${here[0]}; t(${label(parts)}, attempt(() => [${y}, ${z}])); const ${z} = ${here[1]}; t(${label(parts)}, attempt(() => (${z} = ${pure[0]}))); }`;
  },
  (parts) => {
    const { here, pure, names } = parts;
    const o = names.fresh("m");
    return `const ${o} = { __proto__: { async m(v) { return v; }, *g(v) { yield v; } }, async m(v) { await null; return (await super.m(v)) + ${pure[0]}; }, *g(v) { const r = yield* super.g(v); yield [...arguments].length; return r; }, async *s() { yield* [this.v]; yield super.toString === Object.prototype.toString; }, v: ${here[0]} };
      spawn(${o}.m(${here[1]})); gens.push(${o}.g(${here[2]})); spawn(${o}.s().next().then((r) => r.value));`;
  },
  ({ here, names }) => {
    const x = names.fresh("r");
    return `for (const ${x} of ["allSettled", "any", "race", "all"]) spawn(Promise[${x}]([sleep(${here[0]}), later(${here[1]}), ${here[2]}, Promise.reject(${x})]).then((v) => (typeof v === "object" && v ? v.map((one) => one.status).join() : v), (e) => (e instanceof AggregateError ? e.errors.length : e)));`;
  },
  (parts) => {
    const L = parts.names.fresh("B");
    return `${L}: { if (${parts.here[0]}) break ${L}; ${parts.body} if (${parts.here[1]}) break ${L}; t(${label(parts)}, ${parts.here[2]}); }`;
  },
  // Rarely, the end of the program.
  ({ pure }) => `if (fuel % 3 === 0) setTimeout(() => { throw new TypeError("uncaught " + typeof ${pure[0]}); }, 1);`,
];
