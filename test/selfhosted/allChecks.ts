import { arrayChecks } from "./arrayChecks.js";
import type { Check } from "./check.js";
import { collectionChecks } from "./collectionChecks.js";
import { fromChecks } from "./fromChecks.js";
import { jsonChecks } from "./jsonChecks.js";
import { shapeChecks } from "./shapeChecks.js";
import { sortChecks } from "./sortChecks.js";
import { textChecks } from "./textChecks.js";
import { typedArrayChecks } from "./typedArrayChecks.js";

/** All that holds for the self-hosted builtins. */
export const allChecks: readonly Check[] = [
  ...shapeChecks,
  ...arrayChecks,
  ...sortChecks,
  ...typedArrayChecks,
  ...fromChecks,
  ...collectionChecks,
  ...textChecks,
  ...jsonChecks,
];
