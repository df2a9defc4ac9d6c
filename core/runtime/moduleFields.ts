/** What capture and restore know of the fields of Module records (modules/moduleRecord.ts). */
export interface ModuleFields {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly pendingDependencies: number;
  generator: object | undefined;
}

/** Whether an ES module is linked but its evaluation has not begun, perhaps because dependencies are still at a top-level await. */
export function hasNotBegun(module: ModuleFields): boolean {
  if (module.kind !== "esm") return false;
  return (
    module.status === "defined" ||
    module.status === "linking" ||
    module.status === "linked" ||
    (module.status === "evaluating-async" && module.pendingDependencies > 0)
  );
}
