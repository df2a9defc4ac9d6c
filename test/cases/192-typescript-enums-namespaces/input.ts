// engines: node,bun,deno
enum Color { Red, Green = 5, Blue }
enum Word { A = "a", B = `b${1}` }
const enum Inline { X = 1 << 3 }
namespace Util {
  let count = 0;
  export const bump = () => ++count;
  export namespace Deep { export let value = 1; export function raise() { value += count; return value; } }
}
namespace Util { export const more = () => bump() * 10; }
class Point {
  constructor(public x: number, private readonly y = 2, protected label?: string) {}
  sum() { return this.x + this.y; }
}
const p = new Point(1);
Util.bump();
setTimeout(() => {
  console.log(Color[5], Color.Blue, Word.B, Inline.X, Util.more(), p.sum(), Object.keys(p).join());
  setTimeout(() => console.log(Util.Deep.raise(), Util.Deep.value, Util.bump(), new Point(5, 6).sum(), Object.keys(Color).join()), 1);
}, 1);
