import type { Node } from "@babel/types";
import type { CallPlace } from "../../codemap/callPlaces.js";
import type { CallPoint } from "../analysis.js";
import { LineIndex } from "./lineIndex.js";
import type { NodePair } from "./mapNodes.js";
import { reportedPositions } from "./reportedPosition.js";

/** The places in a printed text at which V8 reports the frames that are in one of the calls. */
export function findCallPlaces(pairs: readonly NodePair[], printed: string, points: ReadonlyMap<Node, CallPoint>): CallPlace[] {
  const index = new LineIndex(printed);
  const places: CallPlace[] = [];
  for (const [node, copy] of pairs) {
    const point = points.get(node);
    if (!point || copy.start == null) continue;
    const { line, column } = index.positionOf(reportedPositions(copy, printed)[0] ?? copy.start);
    places.push([line + 1, column, ...point]);
  }
  return places;
}
