import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import remapping from "@jridgewell/remapping";

/** The map from what was printed to the source that was compiled before: `printed` leads to what `compiled` starts from. */
export function composeMaps(printed: EncodedSourceMap, compiled: EncodedSourceMap): EncodedSourceMap {
  const { version, names, sources, sourcesContent, mappings } = remapping(
    [JSON.stringify(printed), JSON.stringify(compiled)],
    () => null,
    {},
  );
  return { version, names, sources, sourcesContent: sourcesContent ?? [], mappings: String(mappings) };
}
