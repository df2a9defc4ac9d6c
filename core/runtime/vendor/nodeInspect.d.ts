declare const util: {
  inspect: ((value: unknown, options?: unknown, ...legacy: unknown[]) => string) & Record<string | symbol, unknown>;
  format(...args: unknown[]): string;
  formatWithOptions(options: object, ...args: unknown[]): string;
  stripVTControlCharacters(text: string): string;
};
export default util;
