import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { calculateLines, isCounted } from "#app/carbon/total/inventory.ts";
import { assessQuality } from "./assess-graded-lines.ts";
import type { DataQualityTotals } from "./quality-types.ts";

export function assessDataQuality(document: InventoryDocument): DataQualityTotals | undefined {
  return assessQuality(calculateLines(document).lines.filter(isCounted), document.factors);
}
