/** A snapshot can't be rebuilt here: the engine or the resume program lacks something, or the snapshot is not of this program. Nothing has run. */
export class RestoreError extends Error {
  readonly code = "E_RESTORE";
  readonly chain: readonly string[] = [];
  readonly remedy = "The program goes on where it was. Choose an engine that has what it uses.";
}
