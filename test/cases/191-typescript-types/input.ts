// engines: node,bun,deno
import type { Reading } from "./types.ts";
import { average, type Stat } from "./types.ts";
interface Named { readonly name: string; greet?(): void }
type Pair<T, U = T> = [T, U];
declare const notThere: number;
abstract class Base<T extends Named> implements Named {
  readonly name: string = "base";
  protected items: T[] = [];
  private secret?: number;
  abstract kind(): string;
  add(this: this, ...xs: T[]): this { this.items.push(...xs); return this; }
  get size(): number { return this.items.length as number; }
}
class Impl extends Base<Named> { override kind() { return `${this.name}:${this.size}` as const; } }
function pick(x: string): string;
function pick(x: number): number;
function pick(x: any) { return x!; }
const pair: Pair<number> = [1, 2];
const satisfied = { a: 1 } satisfies Record<string, number>;
const impl = new Impl();
const generic = <T,>(x: T): T => x;
setTimeout(() => {
  impl.add({ name: "x" }, { name: "y" });
  const s: Stat = average([{ v: 1 }, { v: 4 }] as Reading[]);
  console.log(impl.kind(), pick("s"), pick(3), pair.length, satisfied.a, s.mean);
  setTimeout((): void => { console.log(impl.add({ name: "z" }).kind(), generic<string>("g"), "secret" in impl); }, 1);
}, 1);
