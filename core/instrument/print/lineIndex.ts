/** Turns offsets of a text into lines (from 0 here) and columns. Lines end as in ECMA-262 12.3. */
export class LineIndex {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    const ends = /\r\n|[\n\r\u2028\u2029]/g;
    while (ends.exec(text)) this.#starts.push(ends.lastIndex);
  }

  positionOf(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - (this.#starts[low] ?? 0) };
  }
}
