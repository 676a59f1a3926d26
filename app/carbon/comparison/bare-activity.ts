import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { omit } from "#app/encoding/omit.ts";

/**
 * Fields that don't affect the figure, or only within their own document: text, quality, acceptance, chain, place and
 * days.
 */
const WORDS = new Set<string>([
  "id",
  "facility",
  "period",
  "description",
  "evidence",
  "dataQuality",
  "uncertainty",
  "accepted",
  "chain",
  "primary",
  "quality",
  "emissionSource",
]);

/** An activity with only the fields that affect its figure, for mixtures of two documents. */
export function bareActivity(activity: DocumentActivity): DocumentActivity {
  const kept = Object.fromEntries(Object.entries(activity).filter(([field]) => !WORDS.has(field)));
  return { ...kept, id: "", facility: "", period: { start: "", end: "" } } as unknown as DocumentActivity;
}

/**
 * Everything that affects the figure except the amount. Lines of one recipe add up to a line of the summed quantity.
 */
export function recipeOf(activity: DocumentActivity): string {
  const { market, share = "1", via = [], ...rest } = omit(bareActivity(activity), "quantity");
  return stableText({ ...rest, share, via, residualFactor: market?.residualFactor ?? null });
}

/** JSON with sorted field names, so that equal values give equal texts. */
function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
