import { record } from "./records.js";

/** A walk over the code points of a string, as %StringIteratorPrototype%.next (ECMA-262 22.1.5.1) does it. */
export class StringIteration {
  text: string;
  /** Code units that lie behind. */
  index = 0;
  value: unknown = undefined;
  finished = false;
  constructor(text: string) {
    this.text = text;
  }

  /** No array that a loop could walk by itself. */
  get list(): undefined {
    return undefined;
  }

  next(): boolean {
    const { text, index } = this;
    if (this.finished || index >= text.length) {
      this.finished = true;
      this.value = undefined;
      return false;
    }
    const lead = text.charCodeAt(index);
    const trail = lead >= 0xd800 && lead < 0xdc00 && index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
    if (trail >= 0xdc00 && trail < 0xe000) {
      this.value = text.slice(index, index + 2);
      this.index = index + 2;
    } else {
      this.value = text[index];
      this.index = index + 1;
    }
    return true;
  }

  abort(error: unknown): unknown {
    this.finished = true;
    return error;
  }

  close(): void {
    this.finished = true;
  }

  /** All that is left, for `...rest` of a pattern. */
  rest(): unknown[] {
    const all: unknown[] = [];
    while (this.next()) all[all.length] = this.value;
    return all;
  }
}
record("StringIteration", StringIteration, ["text", "index", "value", "finished"]);
