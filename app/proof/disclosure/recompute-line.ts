import type { DocumentFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { stateResult } from "#app/carbon/document/withheld.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import type { LineDisclosure } from "./line-disclosure.ts";
import { joinLine, type LinePart } from "./line-parts.ts";

/**
 * Puts the disclosed parts of a line back and calculates it: true where that gives, to the last digit, the result that
 * the copy states for it. In a file of its own, so that a page can load the engine only when it is needed.
 */
export function recomputeLine(copy: InventoryDocument, { line, parts }: LineDisclosure): boolean {
  const stated = copy.activities.find(({ id }) => id === line);
  const inputs = parts.find(({ part }) => part === "inputs")?.value;
  if (!stated?.withheld?.result || !inputs) return false;
  const values = Object.fromEntries(parts.map(({ part, value }) => [part, value])) as Record<LinePart, JsonObject>;
  const whole = omit(copy, "results", "facilities", "uncertainty", "detail");
  const document: InventoryDocument = {
    ...whole,
    factors: inputs.factors as unknown as DocumentFactor[],
    activities: [joinLine(stated, values)],
  };
  if (!validateDocument(document).ok) return false;
  const outcome = calculateActivity(openContext(document), document.activities[0]!, 0);
  if (!outcome.line) return false;
  const expected = omit(stated.withheld.result, "disclosures");
  return canonicalJson(stateResult(outcome.line, [])) === canonicalJson(expected);
}
