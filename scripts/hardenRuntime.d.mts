import type { Plugin } from "esbuild";
export function hardenRuntime(root: string, entryPoints: readonly string[]): Plugin;
