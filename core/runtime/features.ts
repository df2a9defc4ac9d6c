import { builtinExists } from "./modules/builtins.js";

/** What of the realm was there before the program began, by path (`Array.fromAsync`). Set when the realm has been listed. */
export const pristine: { names(path: string): boolean } = { names: () => true };

const NativeFunction = Function;

/** Which of the features (core/resume/engineFeatures.ts) this engine has not, by their index. What the program made itself doesn't count. */
export function lackingFeatures(features: readonly { readonly kind: string; readonly text: string }[]): number[] {
  const lacking: number[] = [];
  for (let i = 0; i < features.length; i++) {
    const { kind, text } = features[i]!;
    const has = kind === "syntax" ? parses(text) : kind === "module" ? builtinExists(text) : pristine.names(text);
    if (!has) lacking[lacking.length] = i;
  }
  return lacking;
}

function parses(code: string): boolean {
  try {
    new NativeFunction(code);
    return true;
  } catch {
    return false;
  }
}
