/** Text of a snapshot made fit to be shown: a snapshot can come from anywhere, and a terminal obeys what it is sent. */

/** Control characters, the ones that turn the direction of text, line separators, lone surrogates. */
const unsafe = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]|\p{Cs}/gu;
const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\v": "\\v" };

/** The text with everything a terminal might act on escaped as in a string literal. */
export function plainText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return short[character] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`);
  });
}

/** At most `length` characters, an ellipsis in place of what is cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]$/.test(text.slice(0, length - 1)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/** A string literal, quoted as Node's `inspect` does, of at most about `length` characters. */
export function quoted(text: string, length: number): string {
  const more = text.length > length;
  const shown = plainText((more ? text.slice(0, length) : text).replaceAll("\\", "\\\\"));
  const quote = !shown.includes("'") ? "'" : !shown.includes('"') ? '"' : !shown.includes("`") ? "`" : "'";
  const literal = `${quote}${quote === "'" ? shown.replaceAll("'", "\\'") : shown}${quote}`;
  return more ? `${literal}… ${String(text.length - length)} more characters` : literal;
}
