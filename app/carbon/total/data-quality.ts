import type { DataQuality } from "#app/carbon/document/inventory-document.ts";

/** How activity data were obtained, best first. Grades by indicator and scores are in `quality/`. */
export const DATA_QUALITIES = ["measured", "calculated", "estimated"] as const satisfies readonly DataQuality[];
