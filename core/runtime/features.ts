import { hasFunctionText } from "./captureFunctions.js";
import { builtinExists } from "./modules/builtins.js";

/** What of the realm was there before the program began, by path (`Array.fromAsync`). Set when the realm has been listed. */
export const pristine: { names(path: string): boolean } = { names: () => true };

const NativeFunction = Function;

/** Which of the features (core/resume/engineFeatures.ts) this engine has not, by their index. What the program made itself doesn't count. */
export function lackingFeatures(features: readonly { readonly kind: string; readonly text: string }[]): number[] {
  const lacking: number[] = [];
  for (let i = 0; i < features.length; i++) {
    const { kind, text } = features[i]!;
    if (!hasFeature(kind, text)) lacking[lacking.length] = i;
  }
  return lacking;
}

function hasFeature(kind: string, text: string): boolean {
  switch (kind) {
    case "syntax":
      return parses(text);
    case "module":
      return builtinExists(text);
    case "functionText":
      return hasFunctionText;
    default:
      return pristine.names(text);
  }
}

function parses(code: string): boolean {
  try {
    new NativeFunction(code);
    return true;
  } catch {
    return false;
  }
}
