import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { isCounted } from "#app/carbon/total/inventory.ts";
import { assessLines } from "./assess-lines.ts";
import type { DocumentUncertainty, UncertaintyTotals } from "./uncertainty-types.ts";

/**
 * The uncertainty of an inventory by approach 1: of the total, of each scope, category and facility, and of the part
 * that states one. Exact except for the last root. Credits and emissions of later years are left out, as in every
 * total. `options` replace those of the document.
 */
export function assessUncertainty(
  document: InventoryDocument,
  options: DocumentUncertainty = document.uncertainty ?? { correlation: "none" },
): UncertaintyTotals {
  const { lines, exceeding } = mergeKinds({ ...document, uncertainty: options });
  return assessLines(lines.filter(isCounted), options, exceeding);
}
