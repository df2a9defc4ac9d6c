/**
 * Where an engine says that a call is under way in a module's running code: line from 1, column from 0; the function's N and the point that it is; and
 * whether it stands in a residual.
 */
export type CallPlace = readonly [line: number, column: number, fn: number, point: number, residual?: 1];

/** The file that lists the places of a module's calls at which a frame can be taken. */
export function callPlacesFile(module: string): string {
  return `.thingsmigrate/calls/${module}.json`;
}
