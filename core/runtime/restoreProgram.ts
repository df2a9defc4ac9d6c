/**
 * Loads a resume program and rebuilds its heap. The program does not run before `go`.
 * @throws CodedError when the snapshot is damaged or the engine lacks something.
 */
export function restoreProgram(directory: string): void {
  throw Object.assign(new Error(`can't restore ${directory}: restoring is not there yet`), { code: "E_RESTORE" });
}
