// engines: node
interface   Gone { a: number }
type AlsoGone = { b: string };
function fail(x: number): never {
  throw new Error(`at ${x as number}`);
}
const where = (e: unknown): string => /input\.[^:]*:(\d+)/.test(String((e as Error).stack)) ? "has place" : "no place";
setTimeout(() => {
  try { fail(1); } catch (e) { console.log(where(e)); }
  setTimeout(() => { try { fail(2); } catch (e) { console.log((e as Error).message, where(e)); } }, 1);
}, 1);
