import { callPlacesFile, type CallPlace } from "../../codemap/callPlaces.js";
import { fileModule } from "../../codemap/evaluations.js";
import { host } from "../host.js";
import { program } from "../modules/definitions.js";

/** The call that a frame is in. */
export interface CallPoint {
  readonly fn: number;
  readonly point: number;
  /** The frame is that of a residual: it spells some names otherwise. */
  readonly residual: boolean;
}

const byModule: Record<string, Record<string, CallPoint> | undefined> = Object.create(null) as Record<
  string,
  Record<string, CallPoint> | undefined
>;
const { parse } = JSON;

/** The point of a call in a module's running code. @param line from 1 @param column from 1 */
export function callPointAt(module: string, line: number, column: number): CallPoint | undefined {
  return (byModule[module] ??= readPlaces(module))[`${line}:${column}`];
}

function readPlaces(module: string): Record<string, CallPoint> {
  const found: Record<string, CallPoint> = Object.create(null) as Record<string, CallPoint>;
  let places: readonly CallPlace[];
  try {
    places = parse(host.readText(`${program.directory}/${callPlacesFile(fileModule(module))}`)) as readonly CallPlace[];
  } catch {
    return found;
  }
  for (let i = 0; i < places.length; i++) {
    const [line, column, fn, point, residual] = places[i]!;
    found[`${line}:${column + 1}`] = { fn, point, residual: residual === 1 };
  }
  return found;
}
