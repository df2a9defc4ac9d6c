// use: all; points: watch:1
interface Reading { readonly value: number }
type Listener<T> = (item: T) => void;
export class Sensor<T extends Reading> {
  private readonly listeners: Listener<T>[] = [];
  on(listener: Listener<T>): this { this.listeners.push(listener); return this; }
  emit(item: T): void { for (const listener of this.listeners) listener(item); }
}
export async function watch(sensor: Sensor<Reading>, limit: number = 3): Promise<number> {
  let seen = 0;
  sensor.on((reading: Reading): void => { seen += reading.value; });
  while (seen < limit) await null;
  return seen!;
}
