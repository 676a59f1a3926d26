import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

/**
 * Runs the product's own calculation over a document, for `verifyReport`. In a file of its own so that a page can
 * load the engine only when it is needed. Throws `invalid_document` with the first error and its pointer.
 */
export function recomputeInventory(document: JsonObject): unknown {
  const validation = validateDocument(document);
  if (validation.ok) return runInventory(validation.document);
  const [fault] = validation.faults;
  throw new TransparencyError("invalid_document", { code: fault?.code ?? "", pointer: fault?.pointer ?? "" });
}
