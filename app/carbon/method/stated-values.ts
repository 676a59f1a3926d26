import { toFractionText } from "#app/carbon/ratio.ts";
import type { Stated } from "./field.ts";
import type { Derived } from "./method.ts";

/** Each value that was taken from somebody, told to the reader with its source. */
export function statedValues(inputs: Record<string, Stated | null>): NonNullable<Derived["disclosures"]> {
  return Object.entries(inputs).flatMap(([input, stated]) =>
    stated
      ? [{ code: "stated_value", detail: { input, value: toFractionText(stated.value), source: stated.source } }]
      : [],
  );
}
