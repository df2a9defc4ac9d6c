// Closure-heavy functional style: parser combinators over arithmetic expressions.
const char = (test) => (text, at) => (at < text.length && test(text[at]) ? [text[at], at + 1] : null);
const sequence =
  (...parsers) =>
  (text, at) => {
    const values = [];
    for (let i = 0; i < parsers.length; i++) {
      const result = parsers[i](text, at);
      if (!result) return null;
      values.push(result[0]);
      at = result[1];
    }
    return [values, at];
  };
const either = (first, second) => (text, at) => first(text, at) ?? second(text, at);
const many = (parser) => (text, at) => {
  const values = [];
  for (let result = parser(text, at); result; result = parser(text, at)) {
    values.push(result[0]);
    at = result[1];
  }
  return [values, at];
};
const map = (parser, change) => (text, at) => {
  const result = parser(text, at);
  return result && [change(result[0]), result[1]];
};
const lazy = (make) => (text, at) => make()(text, at);

const digit = char((c) => c >= "0" && c <= "9");
const number = map(sequence(digit, many(digit)), ([first, rest]) => Number(first + rest.join("")));
const token = (wanted) => char((c) => c === wanted);
const factor = either(
  number,
  map(
    sequence(
      token("("),
      lazy(() => sum),
      token(")"),
    ),
    ([, value]) => value,
  ),
);
const operators = { "+": (a, b) => (a + b) % 1009, "-": (a, b) => a - b, "*": (a, b) => (a * b) % 1009 };
const chain = (operand, operator) =>
  map(sequence(operand, many(sequence(operator, operand))), ([first, rest]) =>
    rest.reduce((value, [name, next]) => operators[name](value, next), first),
  );
const product = chain(factor, token("*"));
const sum = chain(product, either(token("+"), token("-")));

export function run() {
  let total = 0;
  for (let i = 0; i < 900; i++) {
    const text = `(${i}+3)*(2*(${i}+1)-7)+((1+2)*(3+4)*(5+${i}))-${i}*(${i}+(4*(5+6)))+1*2*3*4*5*6*7`.repeat(1);
    total = (total + sum(text + `+(${text})`, 0)[0]) % 1_000_003;
  }
  return total;
}
